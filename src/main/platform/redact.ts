import { Secret } from '../../shared/secret.ts';

const REDACTED = '[redacted]';

/** Field names whose values never reach a log, whatever their type. */
const SECRET_KEY =
  /(private_?key|secret|token|passphrase|password|credential|properties|authorization|^sign$|^key$)/i;

/** `name=value` lines of a Tiger properties file, and PEM blocks. */
const SECRET_TEXT =
  /(-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$))|((?:private_key|token|secret)\w*\s*=\s*)\S+/gi;

/** A base64 run of this length is a key or a signature: an RSA-1024 signature has 172 characters, our ids have 30. */
const BASE64_RUN = /[A-Za-z0-9+/=_-]{120,}/g;

/** Deeper than any object of ours; what lies below is cut, so a cycle ends too. */
const DEPTH_MAX = 6;

/** Removes keys, tokens and signatures from text that will be written down. */
export function redactText(text: string): string {
  return text
    .replace(
      SECRET_TEXT,
      (_match, _pem: string | undefined, name: string | undefined) => `${name ?? ''}${REDACTED}`,
    )
    .replace(BASE64_RUN, REDACTED);
}

/** A copy without the values of secret-like fields, with every text cleaned. Errors become plain fields. */
export function redactFields(fields: object): Record<string, unknown> {
  return redactEntries(fields, 0);
}

function redactEntries(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      SECRET_KEY.test(key) ? hidden(value) : redactValue(value, depth + 1),
    ]),
  );
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return '[cut]';
  if (value instanceof Secret) return REDACTED;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactEntries(value, depth);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...own } = error;
  return {
    ...redactEntries(own, depth),
    name,
    message: redactText(message),
    stack: stack === undefined ? null : redactText(stack),
    ...(cause === undefined ? {} : { cause: redactValue(cause, depth + 1) }),
  };
}

/** That a secret was there helps a reader; nothing else about it is said. */
function hidden(value: unknown): unknown {
  return value === null || value === undefined || typeof value === 'boolean' ? value : REDACTED;
}
