import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { type RedTeamRun, redTeamRunSchema } from '../../shared/domain/red-team.ts';

/** Enough to see what a change of the settings did; about 10 kB each. */
const RUNS_KEPT_MAX = 20;
const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

const fileSchema = z.strictObject({ runs: z.array(redTeamRunSchema) });

/** The runs that are kept: a file of their own, because an attack leaves the user's database alone. */
export class RunFile {
  readonly #path: string;
  #runs: readonly RedTeamRun[];

  constructor(path: string) {
    this.#path = path;
    this.#runs = load(path);
  }

  /** Newest first. */
  list(): readonly RedTeamRun[] {
    return this.#runs;
  }

  add(run: RedTeamRun): void {
    this.#runs = [run, ...this.#runs].slice(0, RUNS_KEPT_MAX);
    mkdirSync(dirname(this.#path), { recursive: true, mode: DIR_MODE });
    const part = `${this.#path}.part`;
    rmSync(part, { force: true });
    writeFileSync(part, JSON.stringify({ runs: this.#runs }), { mode: FILE_MODE, flag: 'wx', flush: true });
    renameSync(part, this.#path);
  }

  /** @returns the file. @throws AppError not_found */
  exportNewest(exportsDir: string): string {
    const [newest] = this.#runs;
    if (newest === undefined)
      throw new AppError('not_found', 'There is no run to export.', { nextStep: 'Run the attacks first.' });
    mkdirSync(exportsDir, { recursive: true, mode: DIR_MODE });
    const stamp = new Date(newest.startedAtMs).toISOString().replaceAll(/[:.]/g, '-');
    const path = join(exportsDir, `red-team-${newest.accountAlias}-${stamp}.json`);
    writeFileSync(path, `${JSON.stringify(newest, null, 2)}\n`, { mode: FILE_MODE });
    return path;
  }
}

/** Runs of another version of the app are of no more use than a new run is of trouble. */
function load(path: string): readonly RedTeamRun[] {
  try {
    return fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data?.runs ?? [];
  } catch {
    return [];
  }
}
