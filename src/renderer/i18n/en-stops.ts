import type { TradingStop } from '../../shared/domain/trading-stop.ts';

const reach = (stop: TradingStop, accountAlias: string): string => {
  if (stop.target.scope === 'app') return 'All trading is stopped';
  return stop.target.scope === 'account'
    ? `Trading on ${accountAlias} is stopped`
    : `Orders of ${stop.target.clientName} are stopped`;
};

export const stopsText = {
  stop: 'Stop trading',
  stopHint:
    'New orders are held back at once, in every account, until you lift the stop (Ctrl/Cmd+Alt+Shift+S).',
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
