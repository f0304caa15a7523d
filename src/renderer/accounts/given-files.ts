import { PROPERTIES_TEXT_MAX } from '../../shared/ipc/commands/account-commands.ts';
import { TOKEN_FILE_LENGTH_MAX } from '../../shared/ipc/worker-calls/token-calls.ts';
import { accountsText } from '../i18n/en-accounts.ts';

const text = accountsText.form;

/** What a person has given, of the two files that there are. Their texts never appear on the screen. */
export interface GivenFiles {
  readonly properties: { readonly name: string; readonly text: string } | null;
  readonly token: { readonly name: string; readonly text: string } | null;
}

export type FilesRead =
  | { readonly ok: true; readonly files: GivenFiles }
  | { readonly ok: false; readonly error: string };

export const NO_FILES: GivenFiles = { properties: null, token: null };
/** The configuration and its token; whoever drops a folder's worth has missed. */
const FILES_MAX = 2;

interface ReadableFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

/** Reads dropped or chosen files and tells by their content which is which. */
export async function readGivenFiles(files: readonly ReadableFile[]): Promise<FilesRead> {
  if (files.length > FILES_MAX) return { ok: false, error: text.tooManyFiles };
  let given = NO_FILES;
  for (const file of files) {
    // Size first: a wrong file can be gigabytes.
    if (file.size > PROPERTIES_TEXT_MAX) return { ok: false, error: text.fileTooLarge };
    const content = await file.text().catch(() => null);
    if (content === null) return { ok: false, error: text.fileUnreadable };
    if (content.trim() === '') return { ok: false, error: text.fileEmpty };
    const part = { name: file.name, text: content };
    if (!isTokenFile(content)) given = { ...given, properties: part };
    else if (content.length > TOKEN_FILE_LENGTH_MAX) return { ok: false, error: accountsText.token.tooLarge };
    else given = { ...given, token: part };
  }
  return { ok: true, files: given };
}

/** A token file holds a token and no developer id; a configuration can hold both. */
function isTokenFile(content: string): boolean {
  const names = content.split(/\r\n|\n|\r/).map((line) => /^\uFEFF?\s*([A-Za-z_]+)\s*[=:]/.exec(line)?.[1]);
  return names.includes('token') && !names.includes('tiger_id') && !names.includes('account');
}
