import type { AccountRequest } from '../../shared/domain/account-request.ts';
import { useAction, useAppState, useModel, useRead } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** What AI clients ask for and only the user does, on every page. Silence is a no: a question goes away by itself. */
export function ClientQuestions() {
  const { reads, store } = useModel();
  // It expires without an event.
  const questions = useRead('requests.list', {}, EXPIRY_LOOK_MS).value ?? [];
  const answer = useAction('requests.answer');
  const run = async ({ id, kind }: AccountRequest, isAccepted: boolean) => {
    await answer.run({ id, isAccepted });
    reads.refresh(['requests.list', 'accounts.list']);
    if (isAccepted && kind === 'add_account') store.setState({ page: 'accounts', isAddingAccount: true });
  };
  return (
    <section className="client-questions" aria-label={text.questions}>
      <WaitingPrograms />
      {questions.map((question) => (
        <Notice
          key={question.id}
          tone="warning"
          role="status"
          title={text.question[question.kind](question.clientName, question.accountAlias ?? '')}
          action={
            <span className="row">
              <Button isSmall isBusy={answer.isBusy} onClick={() => void run(question, false)}>
                {text.no}
              </Button>
              <Button
                isSmall
                variant={question.kind === 'remove_account' ? 'danger' : 'primary'}
                isBusy={answer.isBusy}
                onClick={() => void run(question, true)}
              >
                {text.yes[question.kind]}
              </Button>
            </span>
          }
        />
      ))}
      <ErrorNotice error={answer.error} />
    </section>
  );
}

const EXPIRY_LOOK_MS = 10_000;

function WaitingPrograms() {
  const { store } = useModel();
  const page = useAppState((state) => state.page);
  const waiting = useRead('clients.requests', {}).value ?? [];
  if (waiting.length === 0 || page === 'connect') return null;
  return (
    <Notice
      tone="neutral"
      role="status"
      title={text.waiting(waiting.length)}
      action={
        <Button isSmall onClick={() => store.setState({ page: 'connect' })}>
          {text.look}
        </Button>
      }
    />
  );
}
