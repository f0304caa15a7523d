import { add, compare, type Decimal } from '../../../shared/domain/decimal.ts';
import type { SecurityType } from '../../../shared/domain/instrument.ts';
import type { RiskSettings } from '../../../shared/domain/risk-settings.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { commissionInBase, inBaseCurrency } from '../money-in-base.ts';
import { heldQuantity, orderIntent, sellableQuantity } from '../order-intent.ts';
import { notionalAt, worstPrice } from '../order-price.ts';

const SWITCHES = {
  OPT: { setting: 'areOptionsEnabled', words: 'Options' },
  FUT: { setting: 'areFuturesEnabled', words: 'Futures' },
  WAR: { setting: 'areWarrantsEnabled', words: 'Warrants' },
  IOPT: { setting: 'areWarrantsEnabled', words: 'Warrants' },
  FUND: { setting: 'areFundsEnabled', words: 'Funds' },
} as const satisfies Partial<Record<SecurityType, { setting: keyof RiskSettings; words: string }>>;

/**
 * Control 23: stocks and ETFs; every other kind, short sales and purchases on credit only where the user has switched
 * them on. A kind without a switch is never let through.
 */
export function kindsEnabled(facts: ControlFacts): Judgement {
  const { order } = facts;
  const kind = kindObstacle(facts);
  if (kind !== null) return kind;
  const held = heldQuantity(order, facts.positions);
  if (held === null) return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  return order.side === 'SELL' ? sale(facts, held) : purchase(facts, held);
}

function kindObstacle({ order, settings }: ControlFacts): Judgement | null {
  const { securityType } = order;
  if (securityType === 'STK') return null;
  const measured = { value: securityType, limit: 'STK' };
  if (!hasSwitch(securityType))
    return judge('block', `This app places no orders in ${securityType}.`, measured);
  const { setting, words } = SWITCHES[securityType];
  return settings[setting] ? null : judge('block', `${words} are switched off for this account.`, measured);
}

function hasSwitch(securityType: SecurityType): securityType is keyof typeof SWITCHES {
  return Object.hasOwn(SWITCHES, securityType);
}

function sale(facts: ControlFacts, held: Decimal): Judgement {
  const { order, contract, openOrders, settings } = facts;
  const sellable = sellableQuantity(order, held, openOrders);
  if (sellable === null)
    return judge('block', `Open orders are not known: ${absenceText(facts, 'openOrders')}.`);
  const measured = { value: order.quantity, limit: sellable };
  if (compare(order.quantity, sellable) <= 0) return judge('pass', 'It sells what is held.', measured);
  if (!settings.areShortsEnabled) {
    return judge(
      'block',
      `Only ${sellable} can be sold without going short, and short selling is off.`,
      measured,
    );
  }
  return contract.isShortable === false
    ? judge('block', `${order.symbol} cannot be sold short at the broker.`, measured)
    : judge('danger', 'It sells more than is held: a short sale.', measured);
}

function purchase(facts: ControlFacts, held: Decimal): Judgement {
  const { order, contract, quote, assets, preview, settings } = facts;
  if (orderIntent(order.side, order.quantity, held) === 'covers')
    return judge('pass', 'It covers a short position.');
  if (settings.isMarginEnabled) return judge('pass', 'Purchases on credit are switched on.');
  if (assets === null)
    return judge('block', `The account's cash is not known: ${absenceText(facts, 'assets')}.`);
  const cash = assets.cashAvailableForTrade ?? assets.cashBalance;
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (cash === null || price === null) return judge('block', 'Whether the cash suffices is not known.');
  const cost = inBaseCurrency(notionalAt(order, contract, price), order.currency, assets);
  if (cost === null)
    return judge('block', `There is no exchange rate from ${order.currency} to ${assets.currency}.`);
  const total = add(cost, commissionInBase(preview, order.currency, assets));
  const measured = { value: `${total} ${assets.currency}`, limit: `${cash} ${assets.currency}` };
  return compare(total, cash) > 0
    ? judge('block', 'It costs more than the cash available, and buying on credit is off.', measured)
    : judge('pass', 'Paid with cash.', measured);
}
