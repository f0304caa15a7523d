import { type FormEvent, useState } from 'react';
import type { ClientEntry } from '../../shared/domain/client-entry.ts';
import { HTTP_TOKEN_DAYS_DEFAULT, HTTP_TOKEN_DAYS_MAX } from '../../shared/domain/http-access.ts';
import { useAction, useModel } from '../app-context.tsx';
import { httpText as text } from '../i18n/en-http.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** A token is in this page's memory until the user has copied it, and nowhere else. */
export function IssueToken({ entry }: { readonly entry: ClientEntry }) {
  const { reads } = useModel();
  const issue = useAction('http.issue');
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(String(HTTP_TOKEN_DAYS_DEFAULT));
  const [shown, setShown] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await issue.run({ clientId: entry.id, label: label.trim(), days: Number(days) });
    if (made === null) return;
    setShown(made.token);
    setLabel('');
    reads.refresh(['http.tokens']);
  };
  const hide = () => {
    setShown(null);
    issue.clearValue();
  };
  return (
    <div className="stack">
      <form className="row" onSubmit={(event) => void submit(event)}>
        <label className="row small">
          {text.label}
          <input
            className="input setting-input"
            value={label}
            placeholder={text.labelPlaceholder}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setLabel(event.target.value)}
          />
        </label>
        <label className="row small">
          {text.days}
          <input
            className="input token-days"
            type="number"
            min={1}
            max={HTTP_TOKEN_DAYS_MAX}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </label>
        <Button
          isSmall
          type="submit"
          isBusy={issue.isBusy}
          disabled={label.trim() === ''}
          aria-label={text.issueFor(entry.name)}
        >
          {text.issue}
        </Button>
      </form>
      <ErrorNotice error={issue.error} />
      {shown === null ? (
        <span className="field-hint">{text.tokensHint}</span>
      ) : (
        <IssuedToken token={shown} onHide={() => hide()} />
      )}
    </div>
  );
}

function IssuedToken({ token, onHide }: { readonly token: string; readonly onHide: () => void }) {
  return (
    <Notice tone="warning" role="status" title={text.shownOnce}>
      <div className="stack">
        <span>{text.shownOnceText}</span>
        <code className="launcher token-text">{token}</code>
        <div className="row">
          <CopyButton text={token} label={text.copyToken} />
          <Button isSmall onClick={onHide}>
            {text.hide}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
