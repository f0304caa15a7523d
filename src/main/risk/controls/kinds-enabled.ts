import { add, compare, type Decimal, isZero, multiply } from '../../../shared/domain/decimal.ts';
import type { SecurityType } from '../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import { parseOptionIdentifier } from '../../../shared/domain/option-identifier.ts';
import type { Assets } from '../../../shared/domain/portfolio.ts';
import type { RiskSettings } from '../../../shared/domain/risk-settings.ts';
import { worthAt } from '../combination-loss.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { feesInBase, inBaseCurrency } from '../money-in-base.ts';
import { heldQuantity, openingQuantity, orderIntent, sellableQuantity } from '../order-intent.ts';
import { worstPrice } from '../order-price.ts';
import { isReduceOnly, leftAfterSales } from '../pending-orders.ts';
import { writtenPuts } from '../written-puts.ts';

const SWITCHES = {
  OPT: { setting: 'areOptionsEnabled', words: 'Options' },
  MLEG: { setting: 'areOptionsEnabled', words: 'Options' },
  FUT: { setting: 'areFuturesEnabled', words: 'Futures' },
  WAR: { setting: 'areWarrantsEnabled', words: 'Warrants' },
  IOPT: { setting: 'areWarrantsEnabled', words: 'Warrants' },
  FUND: { setting: 'areFundsEnabled', words: 'Funds' },
} as const satisfies Partial<Record<SecurityType, { setting: keyof RiskSettings; words: string }>>;

/**
 * Control 23: stocks and ETFs; every other kind, short sales and purchases on credit only where the user has switched
 * them on. What is held of a kind can be closed all the same, as far as that opens nothing with all that is open counted
 * (rule 7). A kind without a switch is never let through.
 */
export function kindsEnabled(facts: ControlFacts): Judgement {
  const { order } = facts;
  const kind = kindObstacle(facts);
  if (kind !== null) return kind;
  const held = heldQuantity(order, facts.positions);
  if (held === null) return judge('block', `Positions are not known: ${absenceText(facts, 'positions')}.`);
  const off = switchedOff(facts);
  if (off !== null)
    return judge('pass', `It only closes what is held; to open, ${off.toLowerCase()} are switched off.`);
  if (order.legs !== null) return combination(facts);
  if (order.side === 'BUY') return purchase(facts, held);
  return order.securityType === 'OPT' ? optionSale(facts, held) : sale(facts, held);
}

/** What it can lose must lie there as cash, whoever pays the net price, unless buying on credit is switched on. */
function combination(facts: ControlFacts): Judgement {
  const { order, contract, quote, assets, settings } = facts;
  if (isReduceOnly(facts)) return judge('pass', 'It closes what is held.');
  if (settings.isMarginEnabled) return judge('pass', 'Purchases on credit are switched on.');
  if (assets === null)
    return judge('block', `The account's cash is not known: ${absenceText(facts, 'assets')}.`);
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null) return judge('block', 'Whether the cash suffices is not known.');
  return againstCash(facts, assets, worthAt(order, contract, price), 'It');
}

function kindObstacle(facts: ControlFacts): Judgement | null {
  const { securityType } = facts.order;
  if (securityType === 'STK') return null;
  const measured = { value: securityType, limit: 'STK' };
  if (!hasSwitch(securityType))
    return judge('block', `This app places no orders in ${securityType}.`, measured);
  const words = switchedOff(facts);
  if (words === null || isReduceOnly(facts)) return null;
  const text = `${words} are switched off for this account, so only what is held of them can be closed. Only the user can switch them on: Risk, "Kinds switched on".`;
  return judge('block', text, measured);
}

/** What the kind is called if its switch is off. */
function switchedOff({ order, settings }: ControlFacts): string | null {
  if (!hasSwitch(order.securityType)) return null;
  const { setting, words } = SWITCHES[order.securityType];
  return settings[setting] ? null : words;
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
    ? judge('block', `${instrumentWords(order)} cannot be sold short at the broker.`, measured)
    : judge('danger', 'It sells more than is held: a short sale.', measured);
}

/**
 * Writing options: a call is control 24's matter. Who has not switched on buying on credit must have the cash for the
 * shares that a put can bring.
 */
function optionSale(facts: ControlFacts, held: Decimal): Judgement {
  const { order, contract, assets, settings } = facts;
  const option = parseOptionIdentifier(order.symbol);
  const free = leftAfterSales(facts, held);
  if (free === null) return judge('block', `Open orders are not known: ${absenceText(facts, 'openOrders')}.`);
  const contracts = openingQuantity(order, free);
  if (isZero(contracts)) return judge('pass', 'It sells what is held.');
  if (option === null || contract.multiplier === null)
    return judge('block', 'What this option stands for is not known.');
  if (option.right === 'call') return judge('pass', 'Options are switched on.');
  if (settings.isMarginEnabled) return judge('pass', 'Purchases on credit are switched on.');
  if (assets === null)
    return judge('block', `The account's cash is not known: ${absenceText(facts, 'assets')}.`);
  const written = writtenPuts(facts);
  if (written === null)
    return judge('block', `What puts are written already is not known: ${absenceText(facts, 'openOrders')}.`);
  const own = multiply(option.strike, multiply(contracts, contract.multiplier));
  return againstCash(facts, assets, add(own, written), 'The shares that written puts can bring');
}

function purchase(facts: ControlFacts, held: Decimal): Judgement {
  const { order, contract, quote, assets, settings } = facts;
  if (orderIntent(order.side, order.quantity, held) === 'covers')
    return judge('pass', 'It covers a short position.');
  if (settings.isMarginEnabled) return judge('pass', 'Purchases on credit are switched on.');
  if (assets === null)
    return judge('block', `The account's cash is not known: ${absenceText(facts, 'assets')}.`);
  const price = worstPrice(order, quote, settings.priceCollarWarn);
  if (price === null) return judge('block', 'Whether the cash suffices is not known.');
  return againstCash(facts, assets, worthAt(order, contract, price), 'It');
}

function againstCash(
  { order, preview }: ControlFacts,
  assets: Assets,
  amount: Decimal,
  subject: string,
): Judgement {
  const cash = assets.cashAvailableForTrade ?? assets.cashBalance;
  if (cash === null) return judge('block', 'Whether the cash suffices is not known.');
  const cost = inBaseCurrency(amount, order.currency, assets);
  if (cost === null)
    return judge('block', `There is no exchange rate from ${order.currency} to ${assets.currency}.`);
  const total = add(cost, feesInBase(preview, order.currency, assets));
  const measured = { value: `${total} ${assets.currency}`, limit: `${cash} ${assets.currency}` };
  const verb = subject === 'It' ? 'costs' : 'cost';
  return compare(total, cash) > 0
    ? judge(
        'block',
        `${subject} ${verb} more than the cash available, and buying on credit is off.`,
        measured,
      )
    : judge('pass', 'Paid with cash.', measured);
}
