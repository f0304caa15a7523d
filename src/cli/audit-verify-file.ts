import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { verifyExport } from '../main/audit/export-verify.ts';
import type { CliResult } from './cli-place.ts';

/** Needs neither the app nor its database. @throws Error when the file cannot be read */
export async function verifyExportFile(file: string): Promise<CliResult> {
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
