import type { StopKeySetting } from '../../shared/domain/stop-shortcuts.ts';
import type { TradingStop } from '../../shared/domain/trading-stop.ts';

const reach = (stop: TradingStop, accountAlias: string): string => {
  if (stop.target.scope === 'app') return 'All trading is stopped';
  return stop.target.scope === 'account'
    ? `Trading on ${accountAlias} is stopped`
    : `Orders of ${stop.target.clientName} are stopped`;
};

export const stopsText = {
  stop: 'Stop trading',
  stopHint: 'New orders are held back at once, in every account, until you lift the stop.',
  stopped: 'Trading is stopped',
  stopAccount: 'Stop',
  stopAccountName: (alias: string) => `Stop trading on ${alias}`,
  stopClient: 'Stop its orders',
  stopClientName: (name: string) => `Stop its orders: ${name}`,
  isStopped: 'Stopped',
  banner: 'Stops in force',
  title: (stop: TradingStop, accountAlias: string, since: string) =>
    `${reach(stop, accountAlias)} since ${since}`,
  levels: {
    1: 'New orders are held back. Open orders stay open, and cancels work.',
    2: 'New orders are held back, and open orders that were placed here are being cancelled.',
    3: 'New orders are held back, open orders are being cancelled, and you had positions closed.',
  } satisfies Readonly<Record<TradingStop['level'], string>>,
  byClient: (name: string, reason: string) => `By ${name}: “${reason}”`,
  cancelToo: 'Cancel open orders too',
  lift: 'Lift the stop',
  liftLabel: 'To let orders through again, type this sentence',
  liftSubmit: 'Allow new orders',
  liftElsewhere: 'It is lifted in the main window.',
} as const;

export const stopShortcutsText = {
  title: 'Keys that stop trading',
  keyOf: (what: string) => `Keys: ${what}`,
  off: 'None',
  taken: 'Not granted: choose another',
  levels: {
    stopKey: 'Stop all trading',
    stopAndCancelKey: 'Stop and cancel open orders',
    closePositionsKey: 'Close positions',
  } satisfies Readonly<Record<StopKeySetting, string>>,
  hints: {
    stopKey: 'Level 1, at once and whatever program is in front: new orders are held back.',
    stopAndCancelKey: 'Level 2, at once: besides, open orders that were placed here are cancelled.',
    closePositionsKey: 'Level 3 opens the approval window, where you choose, type a sentence and hold.',
  } satisfies Readonly<Record<StopKeySetting, string>>,
} as const;
