import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { AccountName } from '../ui/account-name.tsx';
import { PastPages } from './past-pages.tsx';

const { columns } = text;

export function PastAccounts() {
  return (
    <PastPages command="recovery.accounts" title={text.tabs.accounts} empty={text.empty.accounts}>
      {(accounts) => (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.account}</th>
              <th scope="col">{columns.mode}</th>
              <th scope="col">{columns.number}</th>
              <th scope="col">{columns.added}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.id}>
                <td>
                  <div className="cell-main">
                    <AccountName account={account} hasTags />
                  </div>
                  <div className="cell-sub">
                    {[account.label, account.isRemoved ? text.removed : ''].filter(Boolean).join(' · ')}
                  </div>
                </td>
                <td>{account.mode}</td>
                <td className="mono">
                  {account.lastFour === null ? ABSENT : text.lastFour(account.lastFour)}
                </td>
                <td className="nowrap">
                  {account.createdAtMs === null ? ABSENT : formatDateTime(account.createdAtMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PastPages>
  );
}
