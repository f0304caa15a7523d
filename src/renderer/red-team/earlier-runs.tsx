import type { RedTeamRun } from '../../shared/domain/red-team.ts';
import { redTeamText as text } from '../i18n/en-red-team.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { NamedAccount } from '../ui/named-account.tsx';
import { Panel } from '../ui/page.tsx';
import { countOf } from './run-summary.tsx';

export function EarlierRuns({ runs }: { readonly runs: readonly RedTeamRun[] }) {
  if (runs.length === 0) return null;
  return (
    <Panel title={text.earlier} count={runs.length}>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.table.when}</th>
              <th scope="col">{text.table.account}</th>
              <th scope="col">{text.table.result}</th>
              <th scope="col">{text.table.version}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.startedAtMs}>
                <td>{formatDateTime(run.endedAtMs)}</td>
                <td>
                  <NamedAccount accountId={run.accountId} alias={run.accountAlias} />
                </td>
                <td>{text.counts(countOf(run, 'stopped'), run.results.length)}</td>
                <td>{run.appVersion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
