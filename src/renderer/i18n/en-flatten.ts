import type { FlattenRun } from '../../shared/domain/flatten.ts';

export const flattenText = {
  open: 'Close positions…',
  openHint: 'Shows what would be sent; nothing is sent before you confirm it in the approval window.',
  title: (alias: string) => `Close positions on ${alias}`,
  intro:
    'Choose what to close. When you confirm, this account is stopped, open orders on these symbols are cancelled, and each position is then closed by one order: written options first, and what stands behind them once they are bought back. The stop stays until you lift it.',
  style: 'Orders',
  styles: { limit: 'Limit at the other side of the book', market: 'Market' },
  marketHint: 'A market order takes what comes, within the price collar.',
  limitHint: 'A limit order may stay open if the price moves away. It is a day order, in regular hours.',
  refresh: 'Read again',
  none: 'Nothing is held on this account.',
  noneText: 'There is no position to close.',
  chooseAccount: 'Close positions on which account?',
  chooseAccountText:
    'Nothing is sent before you have seen what would be closed, typed a sentence and held the button.',
  notReady: 'It has no connection now.',
  back: 'Back to the orders that wait',
  choose: (symbol: string) => `Close ${symbol}`,
  chooseAll: 'Choose all',
  held: 'Held',
  order: 'Closing order',
  book: (bid: string, ask: string, last: string) => `bid ${bid} · ask ${ask} · last ${last}`,
  estimate: 'Estimate',
  result: 'Result',
  estimateHint: 'Before fees. The result is against the average cost.',
  goesAfter: (names: readonly string[]) =>
    `After ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} bought back: it stands behind ${names.length === 1 ? 'it' : 'them'}.`,
  rest: (quantity: string) => `${quantity} stays: it is less than what the exchange takes.`,
  market: 'market',
  quoted: (time: string) => `Prices of ${time}`,
  openFirst: 'Cancelled first',
  toAcknowledge: 'You confirm these with it',
  more: (count: number) => `${count} more positions are not shown; close these first.`,
  type: 'To close what is chosen, type this sentence',
  confirm: (count: number) => {
    if (count === 0) return 'Close positions';
    return count === 1 ? 'Close 1 position' : `Close ${count} positions`;
  },
  holdHint: 'Hold to close',
  obstacles: {
    nothing: 'Choose at least one position.',
    sentence: 'Type the sentence first.',
    old: 'The figures are too old: read them again.',
  },
  progress: 'What became of it',
  states: {
    running: 'Closing…',
    done: 'Every line has been handled. An order that was sent may still be open: look at Orders.',
    interrupted: 'It was interrupted. Nothing goes on by itself; look at Orders before you begin again.',
  } satisfies Readonly<Record<FlattenRun['state'], string>>,
  outcomes: {
    waiting: 'waits',
    not_sent: 'not sent',
    needs_decision: 'needs your decision',
    sent: 'sent',
  } satisfies Readonly<Record<FlattenRun['lines'][number]['outcome'], string>>,
  line: 'Order',
  outcome: 'Outcome',
  words: 'In words',
  again: 'Look at the positions again',
} as const;
