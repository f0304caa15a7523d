import { useAction, useModel, useRead } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { AgeSince } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** Programs that have connected without an entry. Until the user lets them in they read the demo account. */
export function ConnectRequests() {
  const { reads } = useModel();
  const requests = useRead('clients.requests', {}).value ?? [];
  const answer = useAction('clients.answerRequest');
  const run = async (connectionId: string, isAccepted: boolean) => {
    await answer.run({ connectionId, isAccepted });
    reads.refresh(['clients.requests', 'clients.entries']);
  };
  if (requests.length === 0) return null;
  return (
    <section className="stack" aria-label={text.requests}>
      {requests.map(({ connectionId, name, version, connectedAtMs }) => (
        <Notice
          key={connectionId}
          tone="warning"
          role="status"
          title={text.requestTitle(name, version)}
          action={
            <span className="row">
              <Button isSmall isBusy={answer.isBusy} onClick={() => void run(connectionId, false)}>
                {text.turnAway}
              </Button>
              <Button
                isSmall
                variant="primary"
                isBusy={answer.isBusy}
                onClick={() => void run(connectionId, true)}
              >
                {text.letIn}
              </Button>
            </span>
          }
        >
          {text.requestText} <AgeSince atMs={connectedAtMs} />
        </Notice>
      ))}
      <ErrorNotice error={answer.error} />
    </section>
  );
}
