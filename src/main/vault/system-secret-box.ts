import { safeStorage } from 'electron';
import { safeStorageBox } from './safe-storage-box.ts';
import type { SecretBox } from './secret-box.ts';

/** The keychain of this computer. */
export function systemSecretBox(): SecretBox {
  return safeStorageBox(safeStorage, process.platform);
}
