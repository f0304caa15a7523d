import type { DecisionRow } from '../../shared/domain/trade-summary.ts';
import { summaryText as text } from '../i18n/en-summary.ts';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';

/** How fast, and which way, the user decided on what each client put before them. */
export function DecisionSpeed({ decisions }: { readonly decisions: readonly DecisionRow[] }) {
  const { client, approved, declined, expired, edited, median, fastest, quick } = text;
  // The last row is that of all clients, where there are several.
  const all = decisions.at(-1);
  return (
    <Panel title={text.speed}>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{client}</th>
              {[approved, declined, expired, edited, median, fastest, quick].map((head) => (
                <th key={head} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decisions.map((row) => (
              <DecisionLine key={row.clientName ?? ''} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="panel-body stack">
        {all === undefined || all.quickApprovals === 0 ? null : (
          <Notice tone="warning">{text.quickNotice(all.quickApprovals, all.approved)}</Notice>
        )}
        <p className="faint small">{text.speedHint}</p>
      </div>
    </Panel>
  );
}

function DecisionLine({ row }: { readonly row: DecisionRow }) {
  const { clientName, approved, declined, expired, edited, quickApprovals } = row;
  const ended = approved + declined + expired + edited;
  return (
    <tr>
      <td>{clientName ?? <strong>{text.allClients}</strong>}</td>
      <td className="number">{text.share(approved, ended)}</td>
      <td className="number">{text.share(declined, ended)}</td>
      <td className="number">{text.share(expired, ended)}</td>
      <td className="number">{text.share(edited, ended)}</td>
      <td className="number">{text.took(row.medianMs)}</td>
      <td className="number">{text.took(row.fastestMs)}</td>
      <td className="number">{text.share(quickApprovals, approved)}</td>
    </tr>
  );
}
