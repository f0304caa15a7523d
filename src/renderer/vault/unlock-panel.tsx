import { useRead } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { Panel } from '../ui/page.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** Where accounts wait for the vault; nothing while it is open. */
export function UnlockPanel() {
  const vault = useRead('vault.status', {}).value;
  if (vault === null || !vault.isLocked) return null;
  return (
    <Panel title={text.unlockTitle}>
      <div className="panel-body stack">
        <p>{text.unlockText(vault.waitingAccounts)}</p>
        <UnlockForm />
      </div>
    </Panel>
  );
}
