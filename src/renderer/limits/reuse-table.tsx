import type { AccountReuse } from '../../shared/domain/rate-usage.ts';
import { limitsText as text } from '../i18n/en-limits.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { NamedAccount } from '../ui/named-account.tsx';

interface ReuseTableProps {
  readonly accounts: readonly AccountReuse[];
}

const COLUMNS = ['calls', 'errors', 'latency', 'cacheHits', 'joined', 'batched'] as const;

export function ReuseTable({ accounts }: ReuseTableProps) {
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.savedColumns.account}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="number">
                {text.savedColumns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.accountId}>
              <td>
                <NamedAccount accountId={account.accountId} hasTags />
              </td>
              <td className="number">{account.callsTotal}</td>
              <td className="number">{account.errorsTotal}</td>
              <td className="number">
                {account.lastLatencyMs === null ? ABSENT : text.milliseconds(account.lastLatencyMs)}
              </td>
              <td className="number">{account.cacheHits}</td>
              <td className="number">{account.joined}</td>
              <td className="number">{account.batched}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-hint panel-body">{text.savedHint}</p>
    </>
  );
}
