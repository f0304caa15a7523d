import { Secret } from '../shared/secret.ts';
import { ConfigError } from './config-error.ts';
import { isHeaderText } from './wire/header-text.ts';
import { parseProperties } from './wire/properties-file.ts';
import { PROPERTY } from './wire/property-names.ts';

/** The second factor of the Hong Kong licence (wire contract 6). */
export interface TigerToken {
  readonly secret: Secret;
  /** Epoch milliseconds; both null if the token does not say. */
  readonly createdMs: number | null;
  readonly expiresMs: number | null;
}

const DOWNLOAD_AGAIN =
  'Create a token in the Tiger app or on the Tiger developer page, download tiger_openapi_token.properties and paste its whole text.';

/** The decoded token begins with `<created>,<expires>`, 13 digits each; the rest is opaque. */
const LIFE = /^(\d{13}),(\d{13})/;
const LIFE_LENGTH = 27;
const LIFE_BASE64_LENGTH = (LIFE_LENGTH / 3) * 4;

/**
 * Reads the text of tiger_openapi_token.properties.
 * @throws ConfigError
 */
export function readTigerToken(text: string): TigerToken {
  const value = propertiesOf(text).get(PROPERTY.token)?.trim() ?? '';
  if (value === '') {
    throw new ConfigError('missing', PROPERTY.token, 'The file has no token.', DOWNLOAD_AGAIN);
  }
  const token = tokenOf(value);
  if (token === null) {
    throw new ConfigError('malformed', PROPERTY.token, 'The token must be printable ASCII.', DOWNLOAD_AGAIN);
  }
  return token;
}

/** @returns null if the text cannot be a token: it travels in a header */
export function tokenOf(text: string): TigerToken | null {
  if (!isHeaderText(text)) return null;
  const prefix = Buffer.from(text.slice(0, LIFE_BASE64_LENGTH), 'base64').toString('latin1');
  const [, created, expires] = LIFE.exec(prefix) ?? [];
  const isLife = created !== undefined && expires !== undefined && Number(created) < Number(expires);
  return {
    secret: new Secret(text),
    createdMs: isLife ? Number(created) : null,
    expiresMs: isLife ? Number(expires) : null,
  };
}

function propertiesOf(text: string): ReadonlyMap<string, string> {
  try {
    return parseProperties(text);
  } catch {
    throw new ConfigError('not-properties', null, 'The text is too long for a token file.', DOWNLOAD_AGAIN);
  }
}
