import { LOG_LINES_KEPT_MAX, type LogLine } from '../../shared/domain/process-report.ts';

/** More processes than anybody runs; beyond it the process that has been silent longest is forgotten. */
const PROCESSES_KEPT_MAX = 100;
const LINE_LENGTH_MAX = 500;
/** Lines that name no process. */
export const MAIN_LOG = 'main';
/** What is shown otherwise, or read by machines alone. */
const HIDDEN: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'process', 'account', 'accountId']);
const LEVELS: readonly LogLine['level'][] = ['debug', 'info', 'warn', 'error'];

/** The last lines of every process, so that a person need not look for the file. */
export class LogTail {
  /** In the order in which they were last heard of. */
  readonly #lines = new Map<string, LogLine[]>();

  /** @param line as it was written to the file, redacted already */
  add(line: string): void {
    const fields = parsed(line);
    if (fields === null) return;
    const key = keyOf(fields);
    const lines = this.#lines.get(key) ?? [];
    lines.push(lineOf(fields));
    if (lines.length > LOG_LINES_KEPT_MAX) lines.shift();
    this.#lines.delete(key);
    this.#lines.set(key, lines);
    if (this.#lines.size > PROCESSES_KEPT_MAX) this.#lines.delete([...this.#lines.keys()][0] ?? key);
  }

  /** What the process wrote and what was written about it, oldest first. @param keys of the process */
  of(keys: readonly string[]): LogLine[] {
    const lines = keys.flatMap((key) => this.#lines.get(key) ?? []);
    return lines.sort((left, right) => (left.atMs ?? 0) - (right.atMs ?? 0)).slice(-LOG_LINES_KEPT_MAX);
  }
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const fields: unknown = JSON.parse(line);
    return typeof fields === 'object' && fields !== null ? { ...fields } : null;
  } catch {
    return null;
  }
}

function keyOf({ process, accountId }: Record<string, unknown>): string {
  if (typeof process === 'string') return process;
  return typeof accountId === 'string' ? accountId : MAIN_LOG;
}

function lineOf(fields: Record<string, unknown>): LogLine {
  const shown = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (HIDDEN.has(name) ? [] : [[name, brief(name, value)]])),
  );
  const facts = Object.keys(shown).length === 0 ? '' : ` ${JSON.stringify(shown)}`;
  const atMs = Date.parse(String(fields['time']));
  return {
    atMs: Number.isNaN(atMs) ? null : atMs,
    level: LEVELS.find((level) => level === fields['level']) ?? 'info',
    text: `${String(fields['msg'] ?? '')}${facts}`.slice(0, LINE_LENGTH_MAX),
  };
}

/** Of an error its words: the stack is in the file. */
function brief(name: string, value: unknown): unknown {
  if (name !== 'err' || typeof value !== 'object' || value === null) return value;
  return (value as { readonly message?: unknown }).message ?? value;
}
