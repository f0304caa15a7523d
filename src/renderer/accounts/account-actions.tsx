import { KeyRound, Pencil, Power, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { stopsText } from '../i18n/en-stops.ts';
import { StopButton } from '../shell/stop-button.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DescribeAccountDrawer } from './describe-account-drawer.tsx';
import { ReplaceCredentialsDrawer } from './replace-credentials-drawer.tsx';

const ICON_SIZE = 13;

/** What the user does with an account as a whole. */
export function AccountActions({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const restart = useAction('accounts.restart');
  const remove = useAction('accounts.remove');
  const enable = useAction('accounts.setEnabled');
  const [opened, setOpened] = useState<'describe' | 'replace' | null>(null);
  const { id: accountId, alias, isEnabled } = account;
  const refresh = () => reads.refresh(['accounts.list']);
  const setEnabled = (isOn: boolean) => void enable.run({ accountId, isEnabled: isOn }).then(refresh);
  return (
    <>
      <div className="account-actions">
        {isEnabled ? (
          <Button
            isSmall
            icon={<RotateCw size={ICON_SIZE} aria-hidden />}
            isBusy={restart.isBusy}
            aria-label={text.restartName(alias)}
            onClick={() => void restart.run({ accountId }).then(refresh)}
          >
            {text.restart}
          </Button>
        ) : null}
        <Button
          isSmall
          icon={<Pencil size={ICON_SIZE} aria-hidden />}
          aria-label={text.describeName(alias)}
          onClick={() => setOpened('describe')}
        >
          {text.describe}
        </Button>
        {account.isDemo ? null : (
          <Button
            isSmall
            icon={<KeyRound size={ICON_SIZE} aria-hidden />}
            aria-label={text.replace.name(alias)}
            onClick={() => setOpened('replace')}
          >
            {text.replace.button}
          </Button>
        )}
        {isEnabled ? (
          <ConfirmButton
            label={text.disable}
            accessibleName={text.disableName(alias)}
            question={text.disableQuestion}
            confirmLabel={text.disableConfirm}
            icon={<Power size={ICON_SIZE} aria-hidden />}
            isBusy={enable.isBusy}
            onConfirm={() => setEnabled(false)}
          />
        ) : (
          <Button
            isSmall
            variant="primary"
            icon={<Power size={ICON_SIZE} aria-hidden />}
            isBusy={enable.isBusy}
            aria-label={text.enableName(alias)}
            onClick={() => setEnabled(true)}
          >
            {text.enable}
          </Button>
        )}
        <ConfirmButton
          label={text.remove}
          accessibleName={text.removeName(alias)}
          question={text.removeQuestion}
          confirmLabel={text.removeConfirm}
          icon={<Trash2 size={ICON_SIZE} aria-hidden />}
          isBusy={remove.isBusy}
          onConfirm={() => void remove.run({ accountId }).then(refresh)}
        />
        <span className="push" />
        <StopButton
          target={{ scope: 'account', accountId }}
          label={stopsText.stopAccount}
          stoppedLabel={stopsText.isStopped}
          accessibleName={stopsText.stopAccountName(alias)}
          isSmall
        />
      </div>
      <ErrorNotice error={restart.error ?? remove.error ?? enable.error} />
      {opened === 'describe' ? (
        <DescribeAccountDrawer account={account} onClose={() => setOpened(null)} />
      ) : null}
      {opened === 'replace' ? (
        <ReplaceCredentialsDrawer account={account} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
