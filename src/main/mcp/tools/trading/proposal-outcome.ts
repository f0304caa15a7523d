import type { ControlResult } from '../../../../shared/domain/control.ts';
import { instrumentWords } from '../../../../shared/domain/instrument-words.ts';
import {
  type BasketLeg,
  isWaiting,
  type Proposal,
  type ProposalStatus,
} from '../../../../shared/domain/proposal.ts';

export interface ProposalOutcome {
  /** What has happened, as a sentence. */
  readonly message: string;
  readonly nextStep: string;
  /** True if nothing more will come: asking again is of no use. */
  readonly isFinal: boolean;
}

const FINAL: ReadonlySet<ProposalStatus> = new Set([
  'blocked',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'not_sent',
  'filled',
  'cancelled',
  'order_expired',
  'rejected',
  'modified',
  'settled',
]);

const ASK_AGAIN = 'Call tiger_get_proposal with this proposal_id and wait_seconds 40.';
const NOT_AGAIN = 'Do not propose it again unless the user asks for it.';

/** What a proposal's status means and what the assistant does next. The wording is part of the safety design. */
export function proposalOutcome(proposal: Proposal): ProposalOutcome {
  const [message, nextStep] = isWaiting(proposal.status)
    ? waiting(proposal)
    : WORDS[proposal.status](proposal);
  return { message, nextStep, isFinal: isFinal(proposal) };
}

/** A basket is over when each of its orders is. */
function isFinal({ status, legs }: Proposal): boolean {
  if (status === 'mixed') return legs.every((leg) => FINAL.has(leg.status));
  return FINAL.has(status);
}

function legWords({ number, order, status }: BasketLeg): string {
  return `${number} ${order.side} ${order.quantity} ${instrumentWords(order)} ${status.replace(/_/g, ' ')}`;
}

type Words = readonly [message: string, nextStep: string];

function waiting(proposal: Proposal): Words {
  const until = proposal.expiresAtMs === null ? '' : ` until ${new Date(proposal.expiresAtMs).toISOString()}`;
  if (proposal.status === 'needs_review') {
    return [
      `The market moved after the approval, so nothing was sent and the user must review it again${until}.${reason(proposal.reviewReason)}`,
      ASK_AGAIN,
    ];
  }
  return [
    `Not sent. The order waits for the user's decision in the window of Tiger MCP Desktop${until}; without one it expires.`,
    `Tell the user that a decision is awaited. ${ASK_AGAIN} Do not place it again.`,
  ];
}

const noDecisionMeans = (state: string, proposal: Proposal): Words => [
  `Not sent: ${state}.${reason(proposal.decisionNote)}`,
  NOT_AGAIN,
];

const orderAt =
  (words: string, nextStep: string) =>
  (proposal: Proposal): Words => [`${words}${fills(proposal)}${reason(proposal.brokerMessage)}`, nextStep];

const WATCH = 'Use tiger_get_proposal or tiger_get_order to follow it; tiger_cancel_order cancels it.';
const SUBMITTING = 'It is being sent to the broker.';

const WORDS: Readonly<Record<ProposalStatus, (proposal: Proposal) => Words>> = {
  draft: waiting,
  awaiting_approval: waiting,
  needs_review: waiting,
  blocked: ({ controls }) => [
    `Not sent and not shown to the user: ${blockers(controls)}`,
    'Change the order so that it stays within the limits, or tell the user, who alone can change them in the window.',
  ],
  approved: () => [
    'It is approved, by the user or a grant of the user; it is being checked once more and sent.',
    ASK_AGAIN,
  ],
  submitting: () => [SUBMITTING, ASK_AGAIN],
  declined: (proposal) => noDecisionMeans('the user declined', proposal),
  expired: (proposal) => noDecisionMeans('the user did not decide in time', proposal),
  withdrawn: (proposal) => noDecisionMeans('it was withdrawn', proposal),
  superseded: ({ supersededBy }) => [
    `The user edited it; ${supersededBy ?? 'another proposal'} stands in its place.`,
    supersededBy === null ? NOT_AGAIN : `Call tiger_get_proposal with proposal_id ${supersededBy}.`,
  ],
  unknown: ({ brokerMessage }) => [
    `It is not known whether the broker has it. The app is reconciling and the symbol is locked meanwhile.${reason(brokerMessage)}`,
    `Do not retry and do not place it again. ${ASK_AGAIN}`,
  ],
  not_sent: orderAt(
    'It did not reach the broker.',
    'Nothing was traded. Ask the user before you propose it again.',
  ),
  submitted: orderAt('The broker has accepted it.', WATCH),
  working: orderAt('It is working at the broker.', WATCH),
  partially_filled: orderAt('It is partly filled.', WATCH),
  filled: orderAt('It is filled.', 'Nothing more to do; tiger_get_positions shows the position.'),
  cancelled: orderAt('It is cancelled at the broker.', 'What was filled before stays filled.'),
  order_expired: orderAt('It has expired at the broker.', NOT_AGAIN),
  settled: orderAt('It is settled.', 'Nothing more to do; tiger_get_account_info shows the cash.'),
  modified: orderAt('The open order is changed at the broker.', WATCH),
  mixed: ({ legs }) => [
    `The orders of the basket came out differently: ${legs.map(legWords).join('; ')}.`,
    'Look at legs. Each order is followed by tiger_get_proposal with its own proposal_id; one that needs review waits for the user. Do not propose any of them again unless the user asks.',
  ],
  rejected: orderAt(
    'The broker rejected it.',
    'Tell the user the reason; correct the order before proposing again.',
  ),
};

/** A cancel is done when the broker took the request; whether the order is gone, the order's status says. */
export function cancelOutcome(proposal: Proposal): ProposalOutcome {
  const outcome = proposalOutcome(proposal);
  const order = `tiger_get_order with order_id ${proposal.cancelsBrokerOrderId}`;
  switch (proposal.status) {
    case 'submitted':
    case 'working':
      return {
        message: 'The broker has taken the cancel request.',
        nextStep: `See with ${order} whether it is cancelled.`,
        isFinal: false,
      };
    case 'cancelled':
      return {
        message: 'The order is cancelled at the broker.',
        nextStep: 'What was filled before stays filled.',
        isFinal: true,
      };
    case 'filled':
      return {
        message: 'The order was filled before it could be cancelled.',
        nextStep: 'tiger_get_positions shows the position.',
        isFinal: true,
      };
    case 'not_sent':
      return {
        message: 'The cancel request did not reach the broker: the order may still be working.',
        nextStep: `Look with ${order}; then cancel again if it still works.`,
        isFinal: true,
      };
    case 'rejected':
      return {
        ...outcome,
        message: `The broker refused the cancel.${reason(proposal.brokerMessage)}`,
        nextStep: `Look with ${order}.`,
      };
    default:
      return outcome;
  }
}

/** Nobody can decide in a locked app, and the assistant must not take the silence for a decision. */
export function whileLocked(
  proposal: Proposal,
  outcome: ProposalOutcome,
  isAppLocked: boolean,
): ProposalOutcome {
  if (!isAppLocked || !isWaiting(proposal.status)) return outcome;
  return {
    ...outcome,
    message: `${outcome.message} The app is locked: nobody can decide before the user unlocks it.`,
    nextStep: `Ask the user to unlock Tiger MCP Desktop. ${outcome.nextStep}`,
  };
}

function blockers(controls: readonly ControlResult[]): string {
  const texts = controls.filter(({ level }) => level === 'block').map(({ text }) => text);
  return texts.length > 0 ? texts.join(' ') : 'a check blocked it.';
}

function fills({ filledQuantity, averageFillPrice }: Proposal): string {
  if (filledQuantity === null || filledQuantity === '0') return '';
  return ` Filled: ${filledQuantity}${averageFillPrice === null ? '' : ` at ${averageFillPrice} on average`}.`;
}

function reason(text: string | null): string {
  return text === null || text === '' ? '' : ` Reason: "${text}"`;
}
