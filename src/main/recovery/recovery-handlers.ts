import { Secret } from '../../shared/secret.ts';
import type { RecoveryHandlers } from '../ipc/ipc-router.ts';
import type { RecoveryDesk } from './recovery-desk.ts';

export interface RecoveryHandlersDeps {
  readonly desk: RecoveryDesk;
  readonly showFolder: (folder: 'home' | 'backups') => Promise<void>;
  readonly quit: () => void;
}

const DONE = { ok: true } as const;

/** The only commands that there are while the app has no database to work with. */
export function recoveryHandlers({ desk, showFolder, quit }: RecoveryHandlersDeps): RecoveryHandlers {
  return {
    'recovery.state': () => desk.state(),
    'recovery.accounts': async ({ offset }) => desk.records.accounts(offset),
    'recovery.proposals': async ({ offset }) => desk.records.proposals(offset),
    'recovery.orders': async ({ offset }) => desk.records.orders(offset),
    'recovery.audit': async ({ offset }) => desk.records.audit(offset),
    'recovery.settings': async () => [...desk.settingStates()],
    'recovery.backups': () => desk.backups(),
    'recovery.restore': ({ name, passphrase }) => desk.restore(name, new Secret(passphrase)),
    'recovery.backUp': ({ passphrase }) => desk.backUp(new Secret(passphrase)),
    'recovery.setAside': async () => {
      await desk.setAside();
      return DONE;
    },
    'recovery.showFolder': async ({ folder }) => {
      await showFolder(folder);
      return DONE;
    },
    'recovery.quit': async () => {
      setImmediate(quit);
      return DONE;
    },
  };
}
