import type { SetupQuestion } from '../main/clients/installers/stdio-entry.ts';

/** Where the command line runs and what it writes to; tests have their own. */
export interface CliPlace {
  /** The app's data folder. */
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly setup: SetupQuestion;
  /** Asks on the terminal and shows nothing of what is typed. @throws Error where there is no terminal */
  readonly askSecret: (question: string) => Promise<string>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** What a command found. `isOk` false ends the program with 1. */
export interface CliResult {
  readonly isOk: boolean;
  /** For --json: one object. */
  readonly report: object;
  /** For people. */
  readonly lines: readonly string[];
}

/** The arguments are not what the command takes; the program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
