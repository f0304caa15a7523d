import { parseArgs } from 'node:util';
import { askApp } from './app-link.ts';
import { verifyExportFile } from './audit-verify-file.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

const USAGE = 'audit needs `verify [FILE]` or `export [--format jsonl|csv|html]`.';

/** The log of the running app, or an export of it, which needs neither the app nor its database. */
export async function auditCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' } },
  });
  const [verb, file, ...more] = positionals;
  const { format } = values;
  if (verb === 'verify' && more.length === 0 && format === undefined)
    return file === undefined ? verifyLog(place) : verifyExportFile(file);
  if (verb === 'export' && file === undefined) return exportLog(format ?? 'jsonl', place);
  throw new UsageError(USAGE);
}

async function verifyLog({ homeDir }: CliPlace): Promise<CliResult> {
  const { value } = await askApp(homeDir, 'audit.verify', {});
  return { isOk: value.isIntact, report: value, lines: [value.text] };
}

async function exportLog(format: string, { homeDir }: CliPlace): Promise<CliResult> {
  if (format !== 'jsonl' && format !== 'csv' && format !== 'html') throw new UsageError(USAGE);
  const { value } = await askApp(homeDir, 'audit.export', { format });
  return { isOk: true, report: value, lines: [`${value.eventsWritten} rows written to ${value.path}`] };
}
