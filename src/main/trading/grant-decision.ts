import type { Kysely, Transaction } from 'kysely';
import type { ControlResult } from '../../shared/domain/control.ts';
import type { Schema } from '../database/schema.ts';
import { worthAt } from '../risk/combination-loss.ts';
import type { GrantMoment, GrantWish } from '../risk/grants/grant-obstacle.ts';
import { sealedObstacle } from '../risk/grants/grant-store.ts';
import { heldQuantity, orderIntent } from '../risk/order-intent.ts';
import { worstPrice } from '../risk/order-price.ts';
import { needsReauthentication } from '../risk/reauthentication.ts';
import { acknowledgementsOf, blocksOf } from '../risk/run-controls.ts';
import type { Gathered } from './gathered.ts';
import type { ProposalRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

type Context = Pick<TradingContext, 'grants' | 'taints' | 'isLocked' | 'clock'>;

/** `note` says to the user why grants that exist do not cover the order; null: there is none, or one covers it. */
export interface GrantVerdict {
  readonly grantId: string | null;
  readonly note: string | null;
}

/** The order in the light of the broker's facts of this moment. */
export function grantWish(gathered: Gathered, row: Pick<ProposalRow, 'client_name' | 'kind'>): GrantWish {
  const { account, mode, order, contract, quote, settings, positions } = gathered;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  const notional = price === null ? null : worthAt(order, contract, price);
  return {
    accountId: account.id,
    clientName: row.client_name,
    kind: row.kind,
    mode,
    order,
    contract,
    intent: orderIntent(order.side, order.quantity, heldQuantity(order, positions)),
    notional,
    needsReauthentication: needsReauthentication(mode, settings, order.currency, notional),
  };
}

export async function grantMoment(
  context: Context,
  clientName: string,
  db?: Kysely<Schema>,
): Promise<GrantMoment> {
  return {
    nowMs: context.clock.nowMs(),
    isAppLocked: context.isLocked(),
    taints: await context.taints.of(clientName, db),
  };
}

/** Which grant stands for the decision on a new proposal. Where a control asks for a look, none does. */
export async function grantVerdict(
  context: Context,
  trx: Transaction<Schema>,
  wish: GrantWish,
  controls: readonly ControlResult[],
): Promise<GrantVerdict> {
  const grants = await context.grants.unexpired(wish.accountId, wish.clientName, trx);
  if (grants.length === 0 || blocksOf(controls).length > 0) return { grantId: null, note: null };
  const [alert] = acknowledgementsOf(controls);
  if (alert !== undefined)
    return { grantId: null, note: `A grant does not apply, since there is an alert: ${alert.text}` };
  const moment = await grantMoment(context, wish.clientName, trx);
  let note: string | null = null;
  for (const sealed of grants) {
    const obstacle = sealedObstacle(sealed, wish, moment);
    if (obstacle === null) return { grantId: sealed.grant.id, note: null };
    note ??= obstacle;
  }
  return { grantId: null, note };
}

/** The grant of an approved proposal, judged again; null: a person decided. */
export async function grantOfApproval(
  context: Context,
  row: Pick<ProposalRow, 'grant_id' | 'client_name'>,
  wish: GrantWish,
): Promise<{ readonly id: string; readonly obstacle: string | null } | null> {
  if (row.grant_id === null) return null;
  const found = await context.grants.find(row.grant_id);
  const moment = await grantMoment(context, row.client_name);
  const obstacle = found === null ? 'There is no such grant any more.' : sealedObstacle(found, wish, moment);
  return { id: row.grant_id, obstacle };
}
