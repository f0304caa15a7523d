import { announce } from './announce.ts';
import type { ProposalRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

/** The program that asked has gone away; what waits stays in the queue, and a late approval must say that it is still wanted. */
export async function markClientGone(context: TradingContext, rows: readonly ProposalRow[]): Promise<void> {
  const { database, proposals } = context;
  for (const row of rows) {
    await database.transaction().execute(async (trx) => {
      const legs = row.kind === 'basket' ? await proposals.legs(row.id, trx) : [];
      for (const { id } of [row, ...legs]) await proposals.update(trx, id, { is_client_connected: 0 });
    });
    announce(context, row, null);
  }
}
