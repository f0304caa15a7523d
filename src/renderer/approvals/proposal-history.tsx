import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { approvalsText as text } from '../i18n/en-approvals.ts';
import { proposalStatusWords } from '../i18n/en-domain.ts';
import { proposalStatusTone } from '../i18n/status-tone.ts';
import { AgeSince } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { proposalOutcome } from './proposal-outcome.ts';

interface ProposalHistoryProps {
  readonly proposals: readonly Proposal[];
  readonly onDetails: (proposalId: string) => void;
}

export function ProposalHistory({ proposals, onDetails }: ProposalHistoryProps) {
  const newestFirst = [...proposals].sort((left, right) => right.updatedAtMs - left.updatedAtMs);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{text.columns.proposal}</th>
          <th scope="col">{text.columns.account}</th>
          <th scope="col">{text.columns.status}</th>
          <th scope="col">{text.columns.outcome}</th>
          <th scope="col" className="number">
            {text.columns.when}
          </th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map((proposal) => (
          <HistoryRow key={proposal.id} proposal={proposal} onDetails={onDetails} />
        ))}
      </tbody>
    </table>
  );
}

function HistoryRow(props: { readonly proposal: Proposal; readonly onDetails: (id: string) => void }) {
  const { proposal, onDetails } = props;
  const sentence = proposalSentence(proposal);
  return (
    <tr>
      <td>
        <button
          type="button"
          className="row-button cell-main sentence-cell"
          aria-label={text.details(sentence)}
          onClick={() => onDetails(proposal.id)}
        >
          <Sentence text={sentence} />
        </button>
        <div className="cell-sub">{text.askedBy(proposal.clientName)}</div>
      </td>
      <td>
        <span className="row">
          <ModeBadge mode={proposal.mode} />{' '}
          <NamedAccount accountId={proposal.accountId} alias={proposal.accountAlias} />
        </span>
      </td>
      <td>
        <Badge tone={proposalStatusTone(proposal.status)}>{proposalStatusWords[proposal.status]}</Badge>
      </td>
      <td className="soft small">{proposalOutcome(proposal)}</td>
      <td className="number faint small">
        <AgeSince atMs={proposal.updatedAtMs} />
      </td>
    </tr>
  );
}
