import * as z from 'zod';
import { cleanText } from './clean-text.ts';
import type { JsonRpcMessage } from './json-rpc.ts';

/** What a program says about itself in its first message: shown, never trusted. */
export interface ClientIdentity {
  readonly name: string;
  readonly version: string | null;
  readonly protocolVersion: string | null;
}

const NAME_LENGTH_MAX = 80;
const VERSION_LENGTH_MAX = 40;

const word = (lengthMax: number) =>
  z
    .string()
    .transform((text) => cleanText(text).replace(/\s+/g, ' ').trim().slice(0, lengthMax))
    .nullable()
    .catch(null);

const clientInfo = z
  .object({ name: word(NAME_LENGTH_MAX), version: word(VERSION_LENGTH_MAX) })
  .catch({ name: null, version: null });

const META = 'io.modelcontextprotocol/';

/** Reads `initialize` and the envelope that revision 2026-07-28 puts on every request. */
export function clientIdentity({ params = {} }: JsonRpcMessage): ClientIdentity {
  const meta = z.record(z.string(), z.unknown()).catch({}).parse(params['_meta']);
  const { name, version } = clientInfo.parse(params['clientInfo'] ?? meta[`${META}clientInfo`]);
  return {
    name: name || 'Unnamed client',
    version: version || null,
    protocolVersion:
      word(VERSION_LENGTH_MAX).parse(params['protocolVersion'] ?? meta[`${META}protocolVersion`]) || null,
  };
}
