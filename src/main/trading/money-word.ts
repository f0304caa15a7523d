import { AppError } from '../../shared/app-error.ts';
import { isLive } from '../../shared/domain/account.ts';
import { moneyMoveSentence } from '../../shared/domain/money-move.ts';
import { MONEY_WORD_AFTER_MS, type MoneyWord, moneyWordSentence } from '../../shared/domain/money-word.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { announce } from './announce.ts';
import { moneyFrom, type OrderRow, type ProposalRow, proposalOf } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

const WORDS = {
  arrived: 'The user looked in Tiger’s own app and says that it arrived.',
  none: 'The user looked in Tiger’s own app and says that it did not arrive.',
} as const;

/**
 * The end of a move of money whose end the broker's lists do not tell: an exchange that was never listed stays unknown
 * for ever, and holds back every further one. What the user says is recorded as theirs; the broker is not asked again.
 * @throws AppError not_found, conflict (it is over, or the app still looks) or invalid_input (another sentence)
 */
export async function takeMoneyWord(context: TradingContext, word: MoneyWord): Promise<Proposal> {
  const { database, proposals, orders, clock } = context;
  const { row: proposal } = await proposals.get(word.proposalId);
  await database.transaction().execute(async (trx) => {
    const order = await orders.find(proposal.id, trx);
    refuseUnlessOpen(proposal, order, clock.nowMs());
    refuseUnlessTyped(proposal, word);
    const text = word.hasArrived ? WORDS.arrived : WORDS.none;
    const move = proposal.money_json === null ? '' : moneyMoveSentence(moneyFrom(proposal.money_json));
    const reason = {
      actor: 'user',
      summary: `${text} ${move}`,
      detail: { finding: 'by_user', hasArrived: word.hasArrived, typedSentence: word.typedSentence },
    } as const;
    await orders.record(trx, order, 'order.reconciled', reason);
    const event = word.hasArrived ? 'user_saw_arrival' : 'user_saw_none';
    await orders.change(trx, proposal.id, event, reason, { broker_message: text });
  });
  announce(context, proposal, proposal.account_id);
  return proposalOf(await proposals.get(proposal.id));
}

function refuseUnlessOpen(
  proposal: ProposalRow,
  order: OrderRow | null,
  nowMs: number,
): asserts order is OrderRow {
  const isMoney = proposal.kind === 'transfer' || proposal.kind === 'forex';
  if (!isMoney || order === null || !['unknown', 'submitted'].includes(order.state)) {
    throw new AppError('conflict', 'What became of it is known already.', {
      nextStep: 'Look at its status; nothing is left to say.',
    });
  }
  if (nowMs < (order.sent_at_ms ?? order.created_at_ms) + MONEY_WORD_AFTER_MS) {
    throw new AppError('conflict', 'The app is still looking in the broker’s lists.', {
      nextStep: 'Wait two minutes, look in Tiger’s own app, and say it then.',
    });
  }
}

/** A wrong word could have the same money moved twice, so on a live account a click is not enough. */
function refuseUnlessTyped({ mode }: ProposalRow, { hasArrived, typedSentence }: MoneyWord): void {
  const sentence = moneyWordSentence(hasArrived);
  if (!isLive(mode) || typedSentence === sentence) return;
  throw new AppError('invalid_input', 'The sentence is not the one that says it.', {
    nextStep: `Type exactly: ${sentence}`,
  });
}
