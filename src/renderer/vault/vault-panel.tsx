import { useState } from 'react';
import type { VaultStatusView } from '../../shared/domain/vault-status.ts';
import { useAction, useRead } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { LockRows } from './lock-rows.tsx';
import { SetPassphraseForm } from './set-passphrase-form.tsx';
import { UnlockForm } from './unlock-form.tsx';

export function VaultPanel() {
  const vault = useRead('vault.status', {});
  return (
    <Panel title={text.title}>
      <ReadView read={vault}>{(status) => <VaultBody status={status} />}</ReadView>
    </Panel>
  );
}

function VaultBody({ status }: { readonly status: VaultStatusView }) {
  const { protection, keychain, isLocked } = status;
  return (
    <>
      <div className="panel-body stack">
        <p>{protection === 'keychain' ? text.protection.keychain(keychain) : text.protection[protection]}</p>
        <p className="field-hint">{text.forgotten}</p>
        {isLocked ? <UnlockForm /> : <SetPassphraseForm hasOne={protection === 'passphrase'} />}
      </div>
      {isLocked || protection === 'session' ? null : <RotateRow />}
      <LockRows obstacle={status.lockObstacle} />
    </>
  );
}

function RotateRow() {
  const rotate = useAction('vault.rotate');
  const [resealed, setResealed] = useState<number | null>(null);
  const run = async () => {
    const done = await rotate.run({});
    setResealed(done?.secrets ?? null);
  };
  return (
    <>
      <SettingRow title={text.rotateTitle} hint={text.rotateHint}>
        <Button isBusy={rotate.isBusy} onClick={() => void run()}>
          {text.rotate}
        </Button>
      </SettingRow>
      {resealed === null && rotate.error === null ? null : (
        <div className="panel-body">
          <ErrorNotice error={rotate.error} />
          {resealed === null ? null : (
            <Notice tone="safe" role="status">
              {text.rotated(resealed)}
            </Notice>
          )}
        </div>
      )}
    </>
  );
}
