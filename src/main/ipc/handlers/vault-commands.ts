import type { VaultAdmin } from '../../accounts/vault-admin.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface VaultCommandsDeps {
  readonly vaultAdmin: VaultAdmin;
}

export function vaultCommands({ vaultAdmin }: VaultCommandsDeps): CommandArea<'vault'> {
  return {
    'vault.status': () => vaultAdmin.status(),
    'vault.setPassphrase': async ({ passphrase, currentPassphrase }) => {
      await vaultAdmin.setPassphrase(passphrase, currentPassphrase);
      return vaultAdmin.status();
    },
    'vault.unlock': async ({ passphrase }) => {
      await vaultAdmin.unlock(passphrase);
      return vaultAdmin.status();
    },
    'vault.rotate': () => vaultAdmin.rotate(),
  };
}
