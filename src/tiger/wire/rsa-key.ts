import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** 16384-bit keys are about 13 kB of text; anything longer is not a key. */
const KEY_TEXT_LENGTH_MAX = 20_000;
/** The vendor issues 1024-bit keys; less can be factored at home. */
const KEY_BITS_MIN = 1024;
/** Base64, possibly wrapped over lines. */
const BARE_KEY = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

export type KeyFault = 'empty' | 'not-a-key' | 'encrypted' | 'public-key' | 'not-rsa' | 'too-short';

/** Says what is wrong with a key and what to do, and never holds any of the key. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly fault: KeyFault;

  constructor(fault: KeyFault) {
    super(KEY_FAULT_TEXT[fault]);
    this.fault = fault;
  }
}

const KEY_FAULT_TEXT: Readonly<Record<KeyFault, string>> = {
  empty: 'The key is empty. Paste the key from the Tiger developer page.',
  'not-a-key':
    'The text is no RSA key. Paste the whole key from the Tiger developer page (base64, with or without BEGIN and END lines).',
  encrypted: 'The private key is protected by a password. Export it without one.',
  'public-key': 'This is a public key. The private key of the Tiger developer page is needed.',
  'not-rsa': 'The key is no RSA key. Tiger accepts RSA keys only.',
  'too-short': `The RSA key is shorter than ${KEY_BITS_MIN} bits. Make a new one on the Tiger developer page.`,
};

/**
 * Reads the private key as the portal or an SDK hands it out: PEM or bare base64, PKCS#1 or PKCS#8.
 * @throws KeyError
 */
export function readPrivateKey(text: string): KeyObject {
  const trimmed = checkText(text);
  if (trimmed.includes('ENCRYPTED')) throw new KeyError('encrypted');
  if (trimmed.includes('PUBLIC KEY')) throw new KeyError('public-key');
  const der = derOf(trimmed, /^-----BEGIN (RSA )?PRIVATE KEY-----$/, /^-----END (RSA )?PRIVATE KEY-----$/);
  const key =
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })) ??
    attempt(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }));
  if (key === null) {
    const isPublic = attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' })) !== null;
    throw new KeyError(isPublic ? 'public-key' : 'not-a-key');
  }
  return checkRsa(key);
}

/** Reads a public key: PEM or bare base64 of SPKI, as the gateway publishes it. @throws KeyError */
export function readPublicKey(text: string): KeyObject {
  const der = derOf(checkText(text), /^-----BEGIN PUBLIC KEY-----$/, /^-----END PUBLIC KEY-----$/);
  const key = attempt(() => createPublicKey({ key: der, format: 'der', type: 'spki' }));
  if (key === null) throw new KeyError('not-a-key');
  return checkRsa(key);
}

function checkText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new KeyError('empty');
  if (trimmed.length > KEY_TEXT_LENGTH_MAX) throw new KeyError('not-a-key');
  return trimmed;
}

function derOf(text: string, begin: RegExp, end: RegExp): Buffer {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isPem = begin.test(lines[0] ?? '') && end.test(lines.at(-1) ?? '');
  const body = (isPem ? lines.slice(1, -1) : lines).join('');
  if (!BARE_KEY.test(body)) throw new KeyError('not-a-key');
  return Buffer.from(body, 'base64');
}

function checkRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new KeyError('not-rsa');
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < KEY_BITS_MIN) throw new KeyError('too-short');
  return key;
}

/** OpenSSL's messages quote what they read, so they are dropped rather than passed on. */
function attempt(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}
