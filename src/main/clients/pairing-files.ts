import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientId } from '../../shared/domain/client-entry.ts';
import type { Secret } from '../../shared/secret.ts';

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * The tokens that clients' bridges show, one file each, readable by this user alone. A configuration names the file's
 * client and holds no secret, and what one program was given no other gets by calling itself the same.
 */
export class PairingFiles {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Complete or not there: a bridge reads it at any moment. */
  write(id: ClientId, token: Secret): void {
    mkdirSync(this.#dir, { recursive: true, mode: DIR_MODE });
    chmodSync(this.#dir, DIR_MODE);
    const path = join(this.#dir, id);
    const part = `${path}.part`;
    rmSync(part, { force: true });
    writeFileSync(part, token.reveal(), { mode: FILE_MODE, flag: 'wx', flush: true });
    renameSync(part, path);
  }

  remove(id: ClientId): void {
    rmSync(join(this.#dir, id), { force: true });
  }
}
