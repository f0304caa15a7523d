import { ConfigTextError } from './config-plan.ts';

const BOM = '\ufeff';

/** The text of a file, and its byte order mark, which goes back where it was. */
export interface ConfigText {
  readonly bom: string;
  readonly text: string;
}

/** @throws ConfigTextError if it is no UTF-8 */
export function decodeConfig(bytes: Uint8Array): ConfigText {
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ConfigTextError('It is not UTF-8 text. Save it as UTF-8 in an editor, then look again.');
  }
  if (decoded.includes('\u0000'))
    throw new ConfigTextError('It is not UTF-8 text. Save it as UTF-8 in an editor, then look again.');
  return decoded.startsWith(BOM) ? { bom: BOM, text: decoded.slice(1) } : { bom: '', text: decoded };
}

export const encodeConfig = ({ bom, text }: ConfigText): Buffer => Buffer.from(`${bom}${text}`, 'utf8');
