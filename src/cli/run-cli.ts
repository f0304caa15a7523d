import { runGateway } from '../gateway/run-gateway.ts';
import { AppError } from '../shared/app-error.ts';
import { accountsCommand } from './accounts-command.ts';
import { auditCommand } from './audit-command.ts';
import { backupCommand, restoreCommand } from './backup-command.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';
import { clientsCommand } from './clients-command.ts';
import { configCommand } from './config-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { logsCommand } from './logs-command.ts';
import { statusCommand } from './status-command.ts';

const USAGE = `tiger-mcp: the way from AI clients to Tiger MCP Desktop

  tiger-mcp                     speaks MCP on stdin and stdout: what an AI client starts
  tiger-mcp status              is the app running, and how is it? Without it: what lies on the disk
  tiger-mcp doctor              finds what is wrong and says what to do
  tiger-mcp accounts            the accounts of the running app, and their states
  tiger-mcp clients             the AI clients that you have let in, and what each may do
  tiger-mcp audit verify        checks the whole log of the running app
  tiger-mcp audit verify FILE   proves an exported audit log (JSONL), without the app
  tiger-mcp audit export [--format jsonl|csv|html]
                                writes the log into the app's folder of exports; html prints as a report
  tiger-mcp backup [list]       makes an encrypted backup; asks for its passphrase on the terminal
  tiger-mcp restore NAME        checks a backup; the app restores it at its next start
  tiger-mcp config get [NAME]   the app's settings and where each comes from
  tiger-mcp config set NAME VALUE | export | import FILE
                                changes them; a running app takes it over at once
  tiger-mcp logs [--lines N]    where the log is, and its last lines (default 40)
  tiger-mcp gateway --home DIR  runs the simulated exchange (--help shows its options)

  --json    one JSON object instead of text
  --help    this text

It ends with 0 if all is well, 1 if not, 2 if it was called wrongly. Nothing here approves an order,
changes a limit or lets a client in: that is done in the app's window alone.`;

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

type CliCommand = (args: readonly string[], place: CliPlace) => Promise<CliResult>;

const COMMANDS: ReadonlyMap<string, CliCommand> = new Map([
  ['status', statusCommand],
  ['doctor', doctorCommand],
  ['accounts', accountsCommand],
  ['clients', clientsCommand],
  ['audit', auditCommand],
  ['backup', backupCommand],
  ['restore', restoreCommand],
  ['config', configCommand],
  ['logs', logsCommand],
]);

/** @returns the exit code; it never rejects */
export async function runCli(argv: readonly string[], place: CliPlace): Promise<number> {
  const isJson = argv.includes('--json');
  try {
    return await dispatch(argv, place, isJson);
  } catch (error) {
    const message = sentenceOf(error);
    const isUsage = error instanceof UsageError || isArgumentError(error);
    if (isJson) place.print(JSON.stringify({ ok: false, error: message }));
    else place.printError(`tiger-mcp: ${message}${isUsage ? ' Run `tiger-mcp --help`.' : ''}`);
    return isUsage ? EXIT.usage : EXIT.failed;
  }
}

async function dispatch(argv: readonly string[], place: CliPlace, isJson: boolean): Promise<number> {
  const [name = '', ...rest] = argv.filter((word) => word !== '--json');
  // The sandbox has options of its own, and its first line is JSON already.
  if (name === 'gateway') {
    await runGateway(rest, place.print);
    return EXIT.ok;
  }
  if (name === '' || name === 'help' || argv.includes('--help') || argv.includes('-h')) {
    place.print(isJson ? JSON.stringify({ usage: USAGE }) : USAGE);
    return EXIT.ok;
  }
  const command = COMMANDS.get(name);
  if (command === undefined) throw new UsageError(`There is no command ${JSON.stringify(name)}.`);
  const { isOk, report, lines } = await command(rest, place);
  if (isJson) place.print(JSON.stringify({ ok: isOk, ...report }));
  else for (const line of lines) place.print(line);
  return isOk ? EXIT.ok : EXIT.failed;
}

/** An expected failure says what to do next. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return `${error.message.replace(/\.?$/, '.')} ${error.nextStep}`;
  return error instanceof Error ? error.message : String(error);
}

/** What node:util's parseArgs throws. */
function isArgumentError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}
