import { type AccountId, type AccountMode, isLive } from '../../../shared/domain/account.ts';
import type { TaintSource } from '../../../shared/domain/context-taint.ts';
import { add, compare, type Decimal } from '../../../shared/domain/decimal.ts';
import type { Grant, GrantKind } from '../../../shared/domain/grant.ts';
import type { Contract } from '../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { OrderDraft } from '../../../shared/domain/order.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { OrderIntent } from '../order-intent.ts';

/** An order that might be sent on a grant, as the broker's facts of this moment make it. */
export interface GrantWish {
  readonly accountId: AccountId;
  readonly clientName: string;
  readonly kind: Proposal['kind'];
  readonly mode: AccountMode;
  readonly order: OrderDraft;
  readonly contract: Pick<Contract, 'isEtf'>;
  readonly intent: OrderIntent;
  /** At its worst price, in the order's currency; null: not known. */
  readonly notional: Decimal | null;
  /** It is worth so much that approving it asks again who sits there: nobody sits at a grant. */
  readonly needsReauthentication: boolean;
}

/** What else decides, at the instant at which it is asked. */
export interface GrantMoment {
  readonly nowMs: number;
  readonly isAppLocked: boolean;
  readonly taints: readonly TaintSource[];
}

type Terms = Grant['terms'];

/** Orders after which a position is short, or may be, are for a person. */
const NEVER_GRANTED: ReadonlySet<OrderIntent> = new Set(['opens_short', 'adds_short', 'flips', 'unknown']);

/** Why this grant does not cover this order now, as a sentence; null if it does. Controls are judged apart, and always. */
export function grantObstacle(grant: Grant, wish: GrantWish, moment: GrantMoment): string | null {
  return stateObstacle(grant, moment) ?? scopeObstacle(grant.terms, wish) ?? budgetObstacle(grant, wish);
}

function stateObstacle({ terms, revokedAtMs }: Grant, moment: GrantMoment): string | null {
  if (revokedAtMs !== null) return 'The grant was revoked.';
  if (moment.nowMs >= terms.expiresAtMs) return 'The grant has expired.';
  if (moment.isAppLocked) return 'The app is locked, and grants do not apply while it is.';
  const [taint] = moment.taints;
  if (taint === undefined) return null;
  return `The client was given text of third parties (${taint.source}), so grants are off for 30 minutes.`;
}

function scopeObstacle(terms: Terms, wish: GrantWish): string | null {
  const { order } = wish;
  if (wish.accountId !== terms.accountId || wish.clientName !== terms.clientName)
    return 'The grant is for another client or account.';
  if (wish.kind !== 'place') return 'A grant covers new orders, not changes of open ones.';
  if (isLive(wish.mode) && !terms.isLive)
    return 'The grant was made for a paper account, and this one is not proven to be one.';
  if (!terms.symbols.includes(order.symbol)) return `The grant does not cover ${instrumentWords(order)}.`;
  if (!terms.sides.includes(order.side)) return `The grant does not cover ${order.side} orders.`;
  if (!isPlainForm(order)) return 'A grant covers plain orders, not trailing, attached or timed ones.';
  const kinds = kindsOf(wish);
  if (kinds.length === 0) return `A grant never covers ${order.securityType} orders.`;
  // A broker that does not say which of the two it is leaves both possible, so both must be covered.
  if (!kinds.every((kind) => terms.kinds.includes(kind)))
    return `The grant does not cover this kind: ${kinds.join(' or ')}.`;
  if (wish.needsReauthentication)
    return 'It is above the limit at which you are asked who you are, so it needs your own approval.';
  return NEVER_GRANTED.has(wish.intent)
    ? 'A grant never covers an order that opens or may open a short position.'
    : null;
}

/** What a trail, legs or an algorithm do later was not in the mind of who granted. */
function isPlainForm({ trail, attached, algo, expiresAtMs, session }: OrderDraft): boolean {
  const isTimed = expiresAtMs !== null || session === 'overnight';
  return trail === null && attached === null && algo === null && !isTimed;
}

function kindsOf({ order, contract }: GrantWish): GrantKind[] {
  if (order.securityType !== 'STK') return [];
  if (contract.isEtf === null) return ['stock', 'etf'];
  return contract.isEtf ? ['etf'] : ['stock'];
}

function budgetObstacle({ terms, ordersUsed, notionalUsed }: Grant, wish: GrantWish): string | null {
  const { notional, order } = wish;
  if (order.currency !== terms.currency)
    return `The grant is in ${terms.currency}, the order in ${order.currency}.`;
  if (notional === null) return "The order's value is not known.";
  if (compare(notional, terms.orderNotionalMax) > 0)
    return `The order is worth up to ${notional} ${order.currency}; the grant allows ${terms.orderNotionalMax} for one.`;
  if (ordersUsed >= terms.ordersMax) return `All ${terms.ordersMax} orders of the grant are used.`;
  if (compare(add(notionalUsed, notional), terms.totalNotionalMax) > 0)
    return `The order is worth up to ${notional} ${order.currency}, more than is left of the grant's ${terms.totalNotionalMax}.`;
  return null;
}
