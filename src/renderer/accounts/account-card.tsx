import { RotateCw, Trash2 } from 'lucide-react';
import { type Account, clientAccessSchema } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { accountStateWords, clientAccessWords } from '../i18n/en-domain.ts';
import { stopsText } from '../i18n/en-stops.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { accountStateTone } from '../i18n/status-tone.ts';
import { StopButton } from '../shell/stop-button.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AccountProblems } from './account-problems.tsx';
import { AccountToken } from './account-token.tsx';
import { LiveTradingSwitch } from './live-trading-switch.tsx';
import { PushNotice } from './push-notice.tsx';

const ACCESS_OPTIONS = clientAccessSchema.options.map((value) => ({
  value,
  label: clientAccessWords[value],
}));

export function AccountCard({ account }: { readonly account: Account }) {
  return (
    <article className="panel" aria-label={account.alias}>
      <AccountHead account={account} />
      <div className="account-card">
        {account.stateText === null ? null : (
          <Notice tone={accountStateTone(account.state) === 'danger' ? 'danger' : 'warning'}>
            {account.stateText}
          </Notice>
        )}
        <PushNotice account={account} />
        <AccountProblems account={account} />
        <div className="account-grid">
          <ClientAccess account={account} />
          <LiveTradingSwitch account={account} />
          <AccountToken account={account} />
        </div>
      </div>
    </article>
  );
}

function AccountHead({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const restart = useAction('accounts.restart');
  const remove = useAction('accounts.remove');
  const run = async (action: typeof restart | typeof remove) => {
    await action.run({ accountId: account.id });
    reads.refresh(['accounts.list']);
  };
  return (
    <>
      <div className="panel-head">
        <ModeBadge mode={account.mode} />
        <h2>{account.alias}</h2>
        <span className="soft truncate">
          {[account.label, account.lastFour === null ? '' : `··${account.lastFour}`]
            .filter(Boolean)
            .join(' ')}
        </span>
        {account.isDemo ? <Badge tone="accent">{text.demo}</Badge> : null}
        <Badge tone={accountStateTone(account.state)} title={text.added(formatDateTime(account.createdAtMs))}>
          {accountStateWords[account.state]}
        </Badge>
        <span className="push" />
        <StopButton
          target={{ scope: 'account', accountId: account.id }}
          label={stopsText.stopAccount}
          stoppedLabel={stopsText.isStopped}
          accessibleName={stopsText.stopAccountName(account.alias)}
          isSmall
        />
        <Button
          isSmall
          icon={<RotateCw size={13} aria-hidden />}
          isBusy={restart.isBusy}
          aria-label={text.restartName(account.alias)}
          onClick={() => void run(restart)}
        >
          {text.restart}
        </Button>
        <ConfirmButton
          label={text.remove}
          accessibleName={text.removeName(account.alias)}
          question={text.removeQuestion}
          confirmLabel={text.removeConfirm}
          icon={<Trash2 size={13} aria-hidden />}
          isBusy={remove.isBusy}
          onConfirm={() => void run(remove)}
        />
      </div>
      {restart.error === null && remove.error === null ? null : (
        <div className="panel-body">
          <ErrorNotice error={restart.error ?? remove.error} />
        </div>
      )}
    </>
  );
}

function ClientAccess({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const setAccess = useAction('accounts.setClientAccess');
  return (
    <div className="field">
      <span className="field-label">{text.clientAccess}</span>
      <div>
        <Segmented
          label={text.clientAccess}
          value={account.clientAccess}
          options={ACCESS_OPTIONS}
          isDisabled={setAccess.isBusy}
          onChange={async (clientAccess) => {
            await setAccess.run({ accountId: account.id, clientAccess });
            reads.refresh(['accounts.list']);
          }}
        />
      </div>
      <span className="field-hint">{text.accessHints[account.clientAccess]}</span>
      <ErrorNotice error={setAccess.error} />
    </div>
  );
}
