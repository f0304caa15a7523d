import type { TradeAlert } from '../../shared/domain/trade-alert.ts';
import { useRead } from '../app-context.tsx';
import { alertsText as text } from '../i18n/en-alerts.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { NamedAccount } from '../ui/named-account.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';

/** Controls 33 and 36 at work: what was told after trades, on all accounts. */
export function AlertHistory() {
  const alerts = useRead('alerts.list', {});
  return (
    <Panel title={text.history}>
      <div className="panel-body stack">
        <p className="soft small">{text.historyHint}</p>
        <ReadView read={alerts}>
          {(list) =>
            list.length === 0 ? <p className="small">{text.none}</p> : <AlertTable alerts={list} />
          }
        </ReadView>
      </div>
    </Panel>
  );
}

function AlertTable({ alerts }: { readonly alerts: readonly TradeAlert[] }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.when}</th>
            <th scope="col">{text.account}</th>
            <th scope="col">{text.what}</th>
            <th scope="col">{text.state}</th>
          </tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.id}>
              <td>{formatDateTime(alert.raisedAtMs)}</td>
              <td>
                <NamedAccount accountId={alert.accountId} alias={alert.accountAlias} />
              </td>
              <td className="text">{alert.text}</td>
              <td>{stateOf(alert)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stateOf({ acknowledgedAtMs, endedAtMs }: TradeAlert): string {
  if (acknowledgedAtMs !== null) return text.states.seen(formatDateTime(acknowledgedAtMs));
  return endedAtMs === null ? text.states.open : text.states.ended(formatDateTime(endedAtMs));
}
