/** Encrypts by a key that the operating system keeps for this user. */
export interface SecretBox {
  /** The keychain's name; null when there is none that protects anything, and then the other calls throw. */
  backend(): Promise<string | null>;
  encrypt(text: string): Promise<Uint8Array>;
  /** `isStale`: the operating system has a newer key, so the text is to be encrypted and stored again. */
  decrypt(bytes: Uint8Array): Promise<{ readonly text: string; readonly isStale: boolean }>;
}
