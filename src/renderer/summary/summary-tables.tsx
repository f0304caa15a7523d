import type { ReactNode } from 'react';
import type { SummaryRow } from '../../shared/domain/trade-summary.ts';
import { controlTitles } from '../i18n/en-domain.ts';
import { summaryText as text } from '../i18n/en-summary.ts';
import { formatAmount, formatSigned } from '../i18n/format-number.ts';
import { NamedAccount } from '../ui/named-account.tsx';

interface Rows {
  readonly rows: readonly SummaryRow[];
}

const keyOf = ({ accountId, clientName }: SummaryRow) => `${accountId} ${clientName}`;

function Table({ heads, children }: { readonly heads: readonly string[]; readonly children: ReactNode }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.account}</th>
            <th scope="col">{text.client}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Whose({ row }: { readonly row: SummaryRow }) {
  return (
    <>
      <td>
        <NamedAccount accountId={row.accountId} alias={row.accountAlias} />
      </td>
      <td>{row.clientName}</td>
    </>
  );
}

export function DecisionTable({ rows }: Rows) {
  const { asked, approved, byGrant, declined, edited, ended, blocked, dangers, fills, alerts } = text;
  return (
    <Table heads={[asked, approved, byGrant, declined, edited, ended, blocked, dangers, fills, alerts]}>
      {rows.map((row) => (
        <tr key={keyOf(row)}>
          <Whose row={row} />
          <td className="number">{row.proposals}</td>
          <td className="number">{row.approved}</td>
          <td className="number">{row.byGrant}</td>
          <td className="number">{row.declined}</td>
          <td className="number">{row.edited}</td>
          <td className="number">{`${row.expired}, ${row.withdrawn}`}</td>
          <td className="number">{row.blocked}</td>
          <td className="number">{row.dangers}</td>
          <td className="number">
            {row.fills}
            {row.legFills === 0 ? null : <div className="faint small">{text.byLegs(row.legFills)}</div>}
          </td>
          <td className="number">{row.alerts}</td>
        </tr>
      ))}
    </Table>
  );
}

export function MoneyTable({ rows }: Rows) {
  return (
    <Table heads={[text.currency, text.bought, text.sold, text.fees, text.realised]}>
      {rows.flatMap((row) =>
        row.money.map((money) => (
          <tr key={`${keyOf(row)} ${money.currency}`}>
            <Whose row={row} />
            <td className="number">{money.currency}</td>
            <td className="number">{formatAmount(money.bought)}</td>
            <td className="number">{formatAmount(money.sold)}</td>
            <td className="number">{formatAmount(money.fees)}</td>
            <td className="number">
              {formatSigned(money.realised)}
              {money.unknownResults === 0 ? null : (
                <div className="faint small">{text.unknown(money.unknownResults)}</div>
              )}
            </td>
          </tr>
        )),
      )}
    </Table>
  );
}

export function BlockedTable({ rows }: Rows) {
  return (
    <Table heads={[text.blocked]}>
      {rows.flatMap((row) =>
        row.blockedBy.map(({ control, count }) => (
          <tr key={`${keyOf(row)} ${control}`}>
            <Whose row={row} />
            <td className="number">{`${controlTitles[control]}: ${count}`}</td>
          </tr>
        )),
      )}
    </Table>
  );
}
