import { Crosshair } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import { ATTACK_IDS, type RedTeamStatus } from '../../shared/domain/red-team.ts';
import { useAction, useRead } from '../app-context.tsx';
import { redTeamText as text } from '../i18n/en-red-team.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { AttackList } from './attack-list.tsx';
import { EarlierRuns } from './earlier-runs.tsx';
import { RunSummary } from './run-summary.tsx';

/** Attacks on the user's own limits, and what stopped each. */
export function RedTeamPage() {
  return (
    <Page title={text.title} subtitle={text.subtitle(ATTACK_IDS.length)}>
      <AccountGate isBrokerNotNeeded>{(account) => <RedTeam account={account} />}</AccountGate>
    </Page>
  );
}

function RedTeam({ account }: { readonly account: Account }) {
  const read = useRead('redTeam.status', {});
  return (
    <ReadView read={read}>
      {(status) => (
        <>
          <Start account={account} status={status} />
          {status.problem === null ? null : (
            <Notice tone="danger" title={text.broke}>
              {status.problem}
            </Notice>
          )}
          <Results status={status} />
        </>
      )}
    </ReadView>
  );
}

function Start({ account, status }: { readonly account: Account; readonly status: RedTeamStatus }) {
  const start = useAction('redTeam.start');
  const end = useAction('redTeam.end');
  const { running } = status;
  if (running !== null) {
    const done = running.results.length;
    return (
      <div className="red-progress" role="status">
        <div className="row">
          <span>
            {running.attackName === null
              ? text.preparing
              : text.underWay(running.attackName, done, running.total)}
          </span>
          <span className="push" />
          <Button isSmall disabled={running.isEnding} isBusy={end.isBusy} onClick={() => void end.run({})}>
            {running.isEnding ? text.ending : text.end}
          </Button>
        </div>
        <progress className="red-bar" value={done} max={running.total} aria-label={text.progress} />
      </div>
    );
  }
  const label = status.runs.length === 0 ? text.start : text.again;
  return (
    <>
      <div className="row">
        <Button
          variant="primary"
          icon={<Crosshair size={15} aria-hidden />}
          isBusy={start.isBusy}
          onClick={() => void start.run({ accountId: account.id })}
        >
          {label(account.alias)}
        </Button>
      </div>
      <ErrorNotice error={start.error} />
    </>
  );
}

function Results({ status: { running, runs } }: { readonly status: RedTeamStatus }) {
  if (running !== null)
    return running.results.length === 0 ? null : (
      <Panel title={text.current} count={running.results.length}>
        <AttackList results={running.results} />
      </Panel>
    );
  const [newest, ...earlier] = runs;
  if (newest === undefined)
    return (
      <div className="panel">
        <EmptyState icon={Crosshair} title={text.noneTitle} text={text.noneText} />
      </div>
    );
  return (
    <>
      <RunSummary run={newest} />
      <Panel title={text.newest} count={newest.results.length}>
        <AttackList results={newest.results} />
      </Panel>
      <EarlierRuns runs={earlier} />
    </>
  );
}
