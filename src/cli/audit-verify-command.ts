import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { verifyExport } from '../main/audit/export-verify.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

/** `audit verify FILE`: needs neither the app nor its database. */
export async function auditVerifyCommand(args: readonly string[], _place: CliPlace): Promise<CliResult> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [verb, file, ...more] = positionals;
  if (verb !== 'verify' || file === undefined || more.length > 0)
    throw new UsageError('audit needs `verify` and one FILE.');
  const input = createReadStream(file, 'utf8');
  // Without this an error of the stream would be thrown where nobody catches it.
  const failure = new Promise<never>((_resolve, reject) => input.once('error', reject));
  failure.catch(() => undefined);
  let verification: Awaited<ReturnType<typeof verifyExport>>;
  try {
    verification = await Promise.race([verifyExport(createInterface({ input })), failure]);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`${file} cannot be read (${code}). Name a JSONL file that the Audit page exported.`);
  }
  const { isIntact, text, lastSequence, lastHash } = verification;
  const compare = `Compare with the Audit page: row ${lastSequence} has the hash ${lastHash}.`;
  return {
    isOk: isIntact,
    report: { file, ...verification },
    lines: isIntact && lastSequence > 0 ? [text, compare] : [text],
  };
}
