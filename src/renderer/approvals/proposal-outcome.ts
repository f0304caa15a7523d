import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import type { BasketLeg, Proposal } from '../../shared/domain/proposal.ts';
import { approvalsText } from '../i18n/en-approvals.ts';
import { proposalStatusWords } from '../i18n/en-domain.ts';
import { formatPrice, formatQuantity } from '../i18n/format-number.ts';

const text = approvalsText.outcome;

/** One line on what became of a proposal; empty while there is nothing to add to its status. */
export function proposalOutcome(proposal: Proposal): string {
  switch (proposal.status) {
    case 'declined':
      return proposal.decisionNote ? text.declined(proposal.decisionNote) : text.declinedNoNote;
    case 'expired':
      return text.expired;
    case 'withdrawn':
      return text.withdrawn;
    case 'superseded':
      return text.superseded;
    case 'blocked':
      return text.blocked(proposal.controls.filter((control) => control.level === 'block').length);
    case 'unknown':
      return proposal.money === null ? text.unknown : text.unknownMoney;
    case 'not_sent':
      return proposal.brokerMessage ?? text.notSent;
    case 'needs_review':
      return proposal.reviewReason ?? '';
    case 'mixed':
      return text.mixed(proposal.legs.map(legStatus).join(', '));
    default:
      return fillText(proposal) || (proposal.brokerMessage ?? '');
  }
}

/** One line on what became of one order of a basket. */
export function legOutcome(leg: BasketLeg): string {
  return leg.reviewReason ?? (fillText(leg) || (leg.brokerMessage ?? ''));
}

function legStatus({ order, status }: BasketLeg): string {
  return `${instrumentWords(order)} ${proposalStatusWords[status].toLowerCase()}`;
}

function fillText({
  filledQuantity,
  averageFillPrice,
}: Pick<BasketLeg, 'filledQuantity' | 'averageFillPrice'>): string {
  if (filledQuantity === null || filledQuantity === '0') return '';
  return approvalsText.filled(formatQuantity(filledQuantity), formatPrice(averageFillPrice));
}
