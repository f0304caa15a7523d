import { randomBytes } from 'node:crypto';
import { Secret } from '../../shared/secret.ts';
import type { Vault } from '../vault/vault.ts';

/** Its place in the vault, among the accounts' credentials. */
const PLACE = 'http_signing_key';
/** As long as the hash of HS256. */
const KEY_BYTES = 32;

/** The key that signs the tokens for HTTP: in the vault, and in memory once it was needed. */
export class HttpSigningKey {
  readonly #vault: Pick<Vault, 'store' | 'read' | 'delete' | 'status'>;
  #held: Uint8Array | null = null;

  constructor(vault: Pick<Vault, 'store' | 'read' | 'delete' | 'status'>) {
    this.#vault = vault;
  }

  /** null: there is none, so there is no valid token either. @throws AppError credentials, while it cannot be opened */
  async current(): Promise<Uint8Array | null> {
    if (this.#held !== null) return this.#held;
    const stored = await this.#vault.read(PLACE);
    if (stored !== null) this.#held = Buffer.from(stored.reveal(), 'base64url');
    return this.#held;
  }

  /** In place of the one before. @throws AppError credentials, while the vault is locked */
  async replace(): Promise<Uint8Array> {
    const key = randomBytes(KEY_BYTES);
    await this.#vault.store(PLACE, new Secret(key.toString('base64url')));
    this.#held = key;
    return key;
  }

  /** False: neither keychain nor passphrase protects it, so it ends with the app. */
  async isStored(): Promise<boolean> {
    return (await this.#vault.status()).protection !== 'session';
  }
}
