import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { tokenStateTone } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TokenFileButton } from './token-file-button.tsx';

const text = accountsText.token;

/** The second factor of some licences: its state, until when it is valid, and what the person can do about it. */
export function AccountToken({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const renew = useAction('accounts.renewToken');
  const replace = useAction('accounts.setToken');
  const [fileError, setFileError] = useState<string | null>(null);
  const isMissing = account.problems.some(({ kind }) => kind === 'token_missing' || kind === 'token_refused');
  const { token, id: accountId, alias } = account;
  if (!isMissing && (token === null || token.state === 'not_needed')) return null;
  const refresh = () => reads.refresh(['accounts.list']);
  return (
    <div className="field">
      <span className="field-label">{text.title}</span>
      <div className="token-row">
        {token === null ? null : (
          <>
            <Badge tone={tokenStateTone(token.state)}>{text.states[token.state]}</Badge>
            <span className="soft">
              {token.expiresMs === null ? token.text : text.until(formatDateTime(token.expiresMs))}
            </span>
          </>
        )}
        <span className="push" />
        {token === null || isMissing ? null : (
          <Button
            isSmall
            icon={<RefreshCw size={13} aria-hidden />}
            isBusy={renew.isBusy || token.state === 'refreshing'}
            aria-label={text.renewName(alias)}
            onClick={async () => {
              await renew.run({ accountId });
              refresh();
            }}
          >
            {text.renew}
          </Button>
        )}
        <TokenFileButton
          label={text.replace}
          accessibleName={text.replaceName(alias)}
          isBusy={replace.isBusy}
          onRead={async (tokenFile) => {
            setFileError(null);
            await replace.run({ accountId, tokenFile });
            refresh();
          }}
          onError={setFileError}
        />
      </div>
      {token?.nextStep ? <span className="field-hint">{`${token.text} ${token.nextStep}`}</span> : null}
      {fileError === null ? null : (
        <span className="field-error" role="alert">
          {fileError}
        </span>
      )}
      <ErrorNotice error={renew.error ?? replace.error} />
    </div>
  );
}
