import type { TradeOversight } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface AlertCommandsDeps {
  readonly trading: TradeOversight;
}

export function alertCommands({ trading }: AlertCommandsDeps): CommandArea<'alerts'> {
  return {
    'alerts.list': () => trading.oversight.alerts(),
    'alerts.acknowledge': async ({ alertId }) => {
      await trading.oversight.acknowledge(alertId);
      return { ok: true };
    },
  };
}
