import type { RedTeamRun } from '../../shared/domain/red-team.ts';
import { useAction } from '../app-context.tsx';
import { redTeamText as text } from '../i18n/en-red-team.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

export function RunSummary({ run }: { readonly run: RedTeamRun }) {
  const write = useAction('redTeam.export');
  const through = countOf(run, 'got_through');
  const failed = countOf(run, 'failed');
  const headline =
    through > 0
      ? text.summaryThrough(through)
      : failed > 0
        ? text.summaryFailed(failed)
        : text.summaryAll(run.results.length);
  const isClean = through === 0 && failed === 0 && run.isComplete;
  return (
    <>
      <Notice
        tone={through > 0 ? 'danger' : isClean ? 'safe' : 'warning'}
        title={headline}
        action={
          <Button isSmall isBusy={write.isBusy} onClick={() => void write.run({})}>
            {text.export}
          </Button>
        }
      >
        {through > 0 && failed > 0 ? <p>{text.summaryFailed(failed)}</p> : null}
        {run.isComplete ? null : <p>{text.incomplete}</p>}
        <p>
          {formatDateTime(run.endedAtMs)}. {text.runFacts(run.accountAlias, run.appVersion)},{' '}
          {run.clientName === null ? text.asNobody : text.asClient(run.clientName)}. {text.assumption}
        </p>
      </Notice>
      <ErrorNotice error={write.error} />
      {write.value === null ? null : (
        <Notice tone="safe" role="status" title={text.exported(write.value.path)} />
      )}
    </>
  );
}

export function countOf(run: RedTeamRun, outcome: RedTeamRun['results'][number]['outcome']): number {
  return run.results.filter((result) => result.outcome === outcome).length;
}
