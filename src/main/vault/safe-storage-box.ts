import type { SafeStorage } from 'electron';
import type { SecretBox } from './secret-box.ts';

type AsyncCalls = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;
type SyncCalls = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>;

/** What of Electron's safeStorage is used: the synchronous calls are all that Electron 25 has, and leave with 46. */
export type SafeStorageCalls = Partial<
  AsyncCalls & SyncCalls & Pick<SafeStorage, 'getSelectedStorageBackend'>
>;

/** Linux without a keyring: Chromium "encrypts" by a constant, `basic_text` and `unknown` alike protect nothing. */
const WORTHLESS_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

const KEYCHAIN_NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS Keychain',
  win32: 'Windows DPAPI',
};

/**
 * safeStorage as a SecretBox. A locked keyring blocks the whole process inside the first call, so nothing here runs
 * before it is asked for, and nobody asks before the window is open.
 */
export function safeStorageBox(storage: SafeStorageCalls, platform: NodeJS.Platform): SecretBox {
  return {
    async backend() {
      if (!(await isAvailable(storage))) return null;
      if (platform !== 'linux') return KEYCHAIN_NAMES[platform] ?? platform;
      // Electron 25 cannot name the backend, but there `isEncryptionAvailable` is false without a keyring.
      const selected = storage.getSelectedStorageBackend?.() ?? 'Secret Service';
      return WORTHLESS_BACKENDS.has(selected) ? null : selected;
    },
    async encrypt(text) {
      if (storage.encryptStringAsync) return storage.encryptStringAsync(text);
      if (storage.encryptString) return storage.encryptString(text);
      throw new Error('safeStorage has no way to encrypt');
    },
    async decrypt(bytes) {
      const buffer = Buffer.from(bytes);
      if (storage.decryptStringAsync) {
        const answer = await storage.decryptStringAsync(buffer);
        return { text: answer.result, isStale: answer.shouldReEncrypt };
      }
      if (storage.decryptString) return { text: storage.decryptString(buffer), isStale: false };
      throw new Error('safeStorage has no way to decrypt');
    },
  };
}

async function isAvailable(storage: SafeStorageCalls): Promise<boolean> {
  if (storage.isAsyncEncryptionAvailable) return storage.isAsyncEncryptionAvailable();
  return storage.isEncryptionAvailable?.() ?? false;
}
