import type { ClientEntry } from '../../shared/domain/client-entry.ts';
import type { HttpToken } from '../../shared/domain/http-access.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { httpText as text } from '../i18n/en-http.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { AgeSince } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useTicking } from '../ui/ticking.ts';
import { IssueToken } from './issue-token.tsx';

/** With which tokens this client comes in over HTTP. */
export function ClientTokens({ entry }: { readonly entry: ClientEntry }) {
  const tokens = useRead('http.tokens', {}).value ?? [];
  const own = tokens.filter(({ clientId }) => clientId === entry.id);
  return (
    <div className="field">
      <span className="field-label">{text.tokens}</span>
      {own.length === 0 ? (
        <span className="faint small">{text.noTokens}</span>
      ) : (
        <ul className="token-list">
          {own.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      <IssueToken entry={entry} />
    </div>
  );
}

function TokenRow({ token }: { readonly token: HttpToken }) {
  const { reads } = useModel();
  const revoke = useAction('http.revoke');
  const isExpired = useTicking((nowMs) => token.expiresAtMs <= nowMs);
  const isValid = token.revokedAtMs === null && !isExpired;
  return (
    <li className="token-row">
      <span className="cell-main">{token.label}</span>
      <span className="faint small">
        {text.until(formatDateTime(token.expiresAtMs))} ·{' '}
        {token.lastUsedAtMs === null ? (
          text.neverUsed
        ) : (
          <>
            {text.used} <AgeSince atMs={token.lastUsedAtMs} />
          </>
        )}
      </span>
      <span className="push" />
      {isValid ? (
        <ConfirmButton
          label={text.revoke}
          accessibleName={text.revokeName(token.label)}
          question={text.revokeQuestion}
          confirmLabel={text.revoke}
          isBusy={revoke.isBusy}
          onConfirm={() => void revoke.run({ tokenId: token.id }).then(() => reads.refresh(['http.tokens']))}
        />
      ) : (
        <Badge>{token.revokedAtMs === null ? text.expired : text.revoked}</Badge>
      )}
      <ErrorNotice error={revoke.error} />
    </li>
  );
}
