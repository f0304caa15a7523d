import * as z from 'zod';

/** Of the protocol, least severe first. */
const LOG_LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;
const logLevelSchema = z.enum(LOG_LEVELS);
export type LogLevel = z.infer<typeof logLevelSchema>;

export interface LogMessage {
  readonly level: LogLevel;
  /** The part of this server that says it. */
  readonly logger: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/** Tells which messages a client wants. It gets none before it has asked for a level: most clients show them to nobody. */
export class LogFilter {
  #from: number | null = null;

  setLevel(level: LogLevel): void {
    this.#from = LOG_LEVELS.indexOf(level);
  }

  wants({ level }: LogMessage): boolean {
    return this.#from !== null && LOG_LEVELS.indexOf(level) >= this.#from;
  }
}
