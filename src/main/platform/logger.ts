import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { LogTail } from './log-tail.ts';
import { redactFields, redactText } from './redact.ts';

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A logger whose every line carries these fields. */
  child(fields: object): Logger;
}

export interface LoggerOptions {
  readonly logDir: string;
  readonly logFile: string;
  /** Also to stderr, one line each: for development, where somebody watches the terminal. */
  readonly isEchoed: boolean;
  readonly level: 'debug' | 'info';
  /** Is told of every line. */
  readonly tail?: LogTail;
}

/** Enough for weeks of a normal desk; older lines are of no use for a diagnosis. */
const LOG_BYTES_MAX = 8 * 1024 * 1024;
const OLD_LOGS_MAX = 2;
const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Opens the log of this process. Lines are written synchronously, so the last one before a crash is on the disk.
 * The size is checked at start alone: a file that is renamed under a running writer loses lines.
 */
export function openLogger(options: LoggerOptions): Logger {
  mkdirSync(options.logDir, { recursive: true, mode: DIR_MODE });
  rotate(options.logDir, options.logFile);
  const file = pino.destination({ dest: options.logFile, sync: true, mode: FILE_MODE });
  const destination = {
    write(line: string): void {
      file.write(line);
      options.tail?.add(line);
      if (options.isEchoed) process.stderr.write(line);
    },
  };
  return createLogger(options.level, destination);
}

/** The same log over any destination; every line passes the redaction. */
function createLogger(level: LoggerOptions['level'], destination: { write(line: string): void }): Logger {
  const base = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return redacting(base);
}

type Level = 'debug' | 'info' | 'warn' | 'error';
type Sink = Record<Level, (fields: object, message: string) => void> & { child(fields: object): Sink };

function redacting(sink: Sink): Logger {
  const at = (level: Level) => (fields: object, message: string) =>
    sink[level](redactFields(fields), redactText(message));
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => redacting(sink.child(redactFields(fields))),
  };
}

function rotate(logDir: string, logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_BYTES_MAX) return;
  const old = (number: number) => join(logDir, `app.${number}.log`);
  rmSync(old(OLD_LOGS_MAX), { force: true });
  for (let number = OLD_LOGS_MAX - 1; number >= 1; number -= 1) {
    if (statSync(old(number), { throwIfNoEntry: false })) renameSync(old(number), old(number + 1));
  }
  renameSync(logFile, old(1));
}
