import { type Account, clientAccessSchema } from '../../shared/domain/account.ts';
import { healthOf } from '../../shared/domain/account-health.ts';
import { ACCOUNT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { clientAccessWords } from '../i18n/en-domain.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { accountHealthTone, accountStateTone } from '../i18n/status-tone.ts';
import { AccountName, AccountTags } from '../ui/account-name.tsx';
import { Badge } from '../ui/badge.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReadsPerMinute } from '../ui/reads-per-minute.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountProblems } from './account-problems.tsx';
import { AccountToken } from './account-token.tsx';
import { DefaultRoles, useDefaults } from './default-roles.tsx';
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
        <HealthNotice account={account} />
        <PushNotice account={account} />
        <AccountProblems account={account} />
        {account.isEnabled ? (
          <div className="account-grid">
            <ClientAccess account={account} />
            <LiveTradingSwitch account={account} />
            <DefaultRoles account={account} />
            <AccountReads account={account} />
            <AccountToken account={account} />
          </div>
        ) : null}
        <AccountActions account={account} />
      </div>
    </article>
  );
}

function AccountHead({ account }: { readonly account: Account }) {
  const { health } = healthOf(account);
  const defaults = useDefaults();
  return (
    <div className="panel-head">
      <ModeBadge mode={account.mode} />
      <h2>
        <AccountName account={account} />
      </h2>
      <span className="soft truncate">
        {[account.label, account.lastFour === null ? '' : `··${account.lastFour}`].filter(Boolean).join(' ')}
      </span>
      <AccountTags account={account} />
      {account.isDemo ? <Badge tone="accent">{text.demo}</Badge> : null}
      {defaults?.dataId === account.id ? <Badge>{text.defaultData}</Badge> : null}
      {defaults?.tradingId === account.id ? <Badge>{text.defaultTrading}</Badge> : null}
      <span className="push" />
      <Badge tone={accountHealthTone(health)} title={text.added(formatDateTime(account.createdAtMs))}>
        {text.health[health]}
      </Badge>
    </div>
  );
}

/** Why the account is as it is, and what the user does about it. */
function HealthNotice({ account }: { readonly account: Account }) {
  const { health, text: why, nextStep } = healthOf(account);
  const { stateText } = account;
  const shown = stateText ?? (health === 'token_expiring' ? why : null);
  if (shown === null) return null;
  const isSaid = nextStep === null || shown.includes(nextStep);
  const tone = accountStateTone(account.state);
  return (
    <Notice tone={tone === 'danger' ? 'danger' : tone === 'neutral' ? 'neutral' : 'warning'}>
      {isSaid ? shown : `${shown} ${nextStep}`}
    </Notice>
  );
}

function AccountReads({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const setReads = useAction('accounts.setReadsPerMinute');
  return (
    <div>
      <ReadsPerMinute
        label={text.reads}
        hint={text.readsHint}
        value={account.readsPerMinute}
        usual={ACCOUNT_READS_PER_MINUTE_DEFAULT}
        isDisabled={setReads.isBusy}
        onChange={async (readsPerMinute) => {
          await setReads.run({ accountId: account.id, readsPerMinute });
          reads.refresh(['accounts.list']);
        }}
      />
      <ErrorNotice error={setReads.error} />
    </div>
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
