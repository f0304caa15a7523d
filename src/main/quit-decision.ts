import type { Logger } from './platform/logger.ts';
import type { Leaving, LeftOpen } from './trading/oversight/leaving.ts';
import { openOrderWords } from './trading/oversight/open-order-words.ts';
import type { QuitAnswer, QuitQuestion } from './window/quit-question.ts';

export interface QuitDecisionDeps {
  readonly leaving: Pick<Leaving, 'question' | 'record' | 'cancelAll'>;
  /** Who sits at a locked app does not read orders. */
  readonly isLocked: () => boolean;
  readonly ask: (question: QuitQuestion) => Promise<QuitAnswer>;
  readonly askAnyway: (question: Omit<QuitQuestion, 'canCancel'>) => Promise<QuitAnswer>;
  readonly logger: Logger;
}

/** Named one by one in the question; the others are counted. */
const NAMED_MAX = 8;

/**
 * Control 33: before the app ends, the user says what becomes of its open orders. @returns whether it may end. An error
 * never keeps the app alive: then the orders stay as they are, which is what happens without an answer, too.
 */
export async function decideQuit(deps: QuitDecisionDeps): Promise<boolean> {
  try {
    const question = await deps.leaving.question();
    if (question === null) return true;
    const answer = await deps.ask({
      message: question.text,
      detail: detailOf(question, deps.isLocked()),
      canCancel: question.open.length + question.unasked.length > 0,
    });
    await deps.leaving.record(answer, question);
    if (answer !== 'cancel') return answer !== 'stay';
    const left = await deps.leaving.cancelAll();
    if (left.open.length + left.unasked.length === 0) return true;
    const anyway = await deps.askAnyway({
      message: leftMessage(left),
      detail: detailOf(left, deps.isLocked()),
    });
    return anyway !== 'stay';
  } catch (error) {
    deps.logger.error({ err: error }, 'the user was not asked about open orders before the end');
    return true;
  }
}

function leftMessage({ open, unasked }: LeftOpen): string {
  if (open.length > 0) return 'The broker has not confirmed every cancel. These orders may still be open.';
  const what = unasked.length === 1 ? 'of this bracket' : 'of these brackets';
  return `The broker could not be asked about the legs ${what}. None of them was cancelled; they may be open.`;
}

function detailOf({ open, unasked }: LeftOpen, isLocked: boolean): string {
  if (isLocked || open.length + unasked.length === 0)
    return 'Unless you cancel them, orders stay at the broker when the app is closed.';
  const lines = open
    .slice(0, NAMED_MAX)
    .map((order) => `${openOrderWords(order)}, ${order.filledQuantity} filled, on ${order.accountAlias}`);
  const more = open.length > NAMED_MAX ? [`and ${open.length - NAMED_MAX} more`] : [];
  const maybe = unasked
    .slice(0, NAMED_MAX)
    .map(({ sentence, accountAlias }) => `Perhaps open: the legs of ${sentence} on ${accountAlias}`);
  const others = unasked.length > NAMED_MAX ? [`and of ${unasked.length - NAMED_MAX} more brackets`] : [];
  return [
    ...lines,
    ...more,
    ...maybe,
    ...others,
    '',
    'They stay at the broker when the app is closed, unless you cancel them.',
  ].join('\n');
}
