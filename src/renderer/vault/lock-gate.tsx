import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRead } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { Panel } from '../ui/page.tsx';
import { UnlockForm } from './unlock-form.tsx';

interface LockGateProps {
  /** The window that may unlock; the other one says where. */
  readonly mayUnlock: boolean;
  readonly children: ReactNode;
}

/** Takes the whole window away while the app is locked. Main refuses its commands all the same. */
export function LockGate({ mayUnlock, children }: LockGateProps) {
  const status = useRead('app.status', {});
  if (status.value === null && status.error === null) return null;
  if (status.value?.isLocked !== true) return children;
  return (
    <main className="lock-screen">
      <Lock size={28} aria-hidden />
      <h1>{text.lockedTitle}</h1>
      <p className="soft">{text.lockedText}</p>
      {mayUnlock ? (
        <Panel title={text.unlock}>
          <div className="panel-body">
            <UnlockForm />
          </div>
        </Panel>
      ) : (
        <p>{text.unlockElsewhere}</p>
      )}
    </main>
  );
}
