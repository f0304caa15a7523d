import { Activity } from 'lucide-react';
import { useState } from 'react';
import type { LinkTest as Result } from '../../shared/domain/client-installation.ts';
import { useAction } from '../app-context.tsx';
import { connectText as text } from '../i18n/en-connect.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** Walks the way of an AI client: launcher, bridge, app and back. */
export function LinkTest() {
  const action = useAction('clients.testLink');
  const [result, setResult] = useState<Result | null>(null);
  const run = async () => {
    setResult(null);
    setResult(await action.run({}));
  };
  return (
    <div className="stack">
      <div className="row">
        <Button
          isSmall
          icon={<Activity size={13} aria-hidden />}
          isBusy={action.isBusy}
          onClick={() => void run()}
        >
          {text.testLink}
        </Button>
        <span className="field-hint">{text.testLinkHint}</span>
      </div>
      {result === null ? null : (
        <Notice
          tone={result.isOk ? 'safe' : 'danger'}
          role={result.isOk ? 'status' : 'alert'}
          title={result.isOk ? text.linkWorks(result.elapsedMs) : text.linkFails}
        >
          {result.text}
        </Notice>
      )}
      <ErrorNotice error={action.error} />
    </div>
  );
}
