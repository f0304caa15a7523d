import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { readPrivateKey } from '../../tiger/wire/rsa-key.ts';
import { writeDurably } from '../store/durable-file.ts';

/** One tiger id with its registered key. */
export interface Developer {
  readonly tigerId: string;
  readonly license: string;
  readonly publicKey: KeyObject;
  /** Bare base64 PKCS#1, the form that the portal hands out. */
  readonly privateKeyText: string;
}

export interface GatewayIdentity {
  readonly signingKey: KeyObject;
  /** Bare base64 SPKI, as clients are configured with. */
  readonly publicKeyText: string;
  readonly developers: readonly Developer[];
}

const IDENTITY_FILE = 'gateway-identity.json';
/** What the vendor's newer keys have. */
const KEY_BITS = 2048;
/** A licence that needs no second factor (wire contract 1.2). */
const LICENSE = 'TBSG';

const fileSchema = z.strictObject({
  gatewayKey: z.string(),
  developers: z.array(z.strictObject({ tigerId: z.string(), license: z.string(), privateKey: z.string() })),
});
type IdentityFile = z.infer<typeof fileSchema>;

const generate = promisify(generateKeyPair);

interface WantedDeveloper {
  readonly tigerId: string;
  readonly license?: string;
}

/** Reads the keys of a home folder, making those that are missing; they stay the same over restarts. */
export async function loadIdentity(
  homeDir: string,
  wanted: readonly WantedDeveloper[],
): Promise<GatewayIdentity> {
  const path = join(homeDir, IDENTITY_FILE);
  const stored: IdentityFile = existsSync(path)
    ? fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { gatewayKey: await newKey(), developers: [] };
  const missing = wanted.filter(
    ({ tigerId }) => !stored.developers.some((developer) => developer.tigerId === tigerId),
  );
  for (const { tigerId, license } of missing) {
    stored.developers.push({ tigerId, license: license ?? LICENSE, privateKey: await newKey() });
  }
  if (missing.length > 0 || !existsSync(path)) writeDurably(path, JSON.stringify(stored));
  const signingKey = readPrivateKey(stored.gatewayKey);
  return {
    signingKey,
    publicKeyText: createPublicKey(signingKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    developers: stored.developers.map(({ tigerId, license, privateKey }) => ({
      tigerId,
      license,
      publicKey: createPublicKey(readPrivateKey(privateKey)),
      privateKeyText: privateKey,
    })),
  };
}

async function newKey(): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: KEY_BITS });
  return privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64');
}
