import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Sentence } from '../ui/sentence.tsx';
import { PastAccountName } from './past-account-name.tsx';
import { PastPages } from './past-pages.tsx';

const { columns } = text;

export function PastProposals() {
  return (
    <PastPages command="recovery.proposals" title={text.tabs.proposals} empty={text.empty.proposals}>
      {(proposals) => (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.asked}</th>
              <th scope="col">{columns.account}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">{columns.client}</th>
              <th scope="col">{columns.time}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => (
              <tr key={proposal.id}>
                <td className="cell-main">
                  <Sentence text={proposal.sentence} />
                </td>
                <td>
                  <PastAccountName accountId={proposal.accountId} alias={proposal.accountAlias} />
                  <div className="cell-sub">{proposal.mode}</div>
                </td>
                <td>{proposal.state.replaceAll('_', ' ')}</td>
                <td>{proposal.clientName}</td>
                <td className="nowrap">
                  {proposal.createdAtMs === null ? ABSENT : formatDateTime(proposal.createdAtMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PastPages>
  );
}
