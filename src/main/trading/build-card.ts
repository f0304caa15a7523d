import { acknowledgementKey } from '../../shared/domain/card-alerts.ts';
import { comboTypeOf, sideOfLeg } from '../../shared/domain/combination.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isPositive,
  subtract,
} from '../../shared/domain/decimal.ts';
import { tickSizeAt } from '../../shared/domain/instrument.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { orderDifference } from '../../shared/domain/order-difference.ts';
import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import { bookPrice } from '../../shared/domain/price-drift.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { attachedOutcome } from '../risk/attached-outcome.ts';
import { worthAt } from '../risk/combination-loss.ts';
import type { ControlFacts } from '../risk/control-facts.ts';
import { feesInBase, inBaseCurrency } from '../risk/money-in-base.ts';
import { heldQuantity, orderIntent, positionAfter } from '../risk/order-intent.ts';
import { orderPayoff } from '../risk/order-payoff.ts';
import { adverseRate, expectedPrice, firstTrailStop, notionalAt, worstPrice } from '../risk/order-price.ts';
import { needsReauthentication } from '../risk/reauthentication.ts';
import { acknowledgementsOf } from '../risk/run-controls.ts';
import { cardAccount } from './card-account.ts';
import { contextFigures } from './context-figures.ts';
import type { Gathered } from './gathered.ts';
import { sealOf } from './seal.ts';

const RATE_PLACES = 6;
const TICK_PLACES = 1;
const TWO = decimal(2);

export interface CardInput {
  readonly proposalId: ProposalId;
  readonly gathered: Gathered;
  readonly facts: ControlFacts;
  readonly quote: Quote;
  readonly controls: readonly ControlResult[];
  readonly client: OrderCard['client'];
  readonly difference: OrderCard['difference'];
  readonly grantNote: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly nowMs: number;
  readonly holdMs: number;
}

/** The order ticket, computed from facts alone: nothing here asks anybody. */
export function buildCard(input: CardInput): OrderCard {
  const { gathered, quote, proposalId, controls } = input;
  const { account, mode, order, contract, preview, market, profile, policyVersion } = gathered;
  const { modifies, legQuotes } = gathered;
  const sealed = {
    proposalId,
    accountId: account.id,
    mode,
    order,
    quote,
    legQuotes,
    preview,
    policyVersion,
    modifies,
  };
  const money = moneyFigures(gathered, quote);
  const payoff = orderPayoff(input.facts, gathered.option);
  return {
    kind: 'order',
    proposalId,
    seal: sealOf(sealed),
    state: 'awaiting_approval',
    reviewReason: null,
    account: cardAccount(account, profile, mode),
    client: input.client,
    order,
    sentence: modifies === null ? orderSentence(order) : modifySentence(order),
    contract,
    quote,
    combination: combinationOf(gathered),
    ...bookFigures(order, quote, gathered),
    attachedOutcome: attachedOutcome(order, contract),
    firstTrailStop: order.trail === null ? null : firstTrailStop(order.side, order.trail, quote),
    ...money,
    ...positionFigures(gathered),
    preview,
    market,
    ...gathered.marketEvents,
    rationale: input.facts.rationale,
    ...contextFigures(input.facts, { payoff, option: gathered.option }),
    payoff,
    taints: [...input.facts.taints],
    grantNote: input.grantNote,
    reauthentication: needsReauthentication(mode, gathered.settings, order.currency, money.notional.worstCase)
      ? gathered.proofMethod
      : null,
    controls: [...controls],
    acknowledgementsNeeded: acknowledgementsOf(controls).map((alert) => acknowledgementKey(null, alert)),
    modifies,
    difference: modifies === null ? input.difference : orderDifference(modifies.before, order),
    createdAtMs: input.createdAtMs,
    expiresAtMs: input.expiresAtMs,
    refreshedAtMs: input.nowMs,
    staleAtMs: staleAtMs(gathered, quote),
    holdMs: input.holdMs,
  };
}

/**
 * A card may be approved as long as its figures are younger than a preview may be. The stricter age of a quote is
 * control 6's, which reads a new one before it sends and compares it with this card's.
 */
function staleAtMs({ preview, settings }: Gathered, quote: Quote): number {
  const received = [
    quote.provenance.receivedAtMs,
    ...(preview === null ? [] : [preview.provenance.receivedAtMs]),
  ];
  return Math.min(...received) + settings.previewAgeMaxMs;
}

function combinationOf({ order, legQuotes, legTickSizes }: Gathered): OrderCard['combination'] {
  const { legs, side } = order;
  if (legs === null || legQuotes === null) return null;
  return {
    comboType: comboTypeOf(legs),
    legs: legs.flatMap((leg, index) => {
      const quote = legQuotes[index];
      if (quote === undefined) return [];
      const tickSizes = [...(legTickSizes?.[index] ?? [])];
      return [{ ...leg, side: sideOfLeg(side, leg), quote, tickSizes }];
    }),
  };
}

function bookFigures(order: OrderDraft, quote: Quote, { contract }: Gathered) {
  const ask = bookPrice('BUY', quote);
  const bid = bookPrice('SELL', quote);
  const midPrice = ask === null || bid === null ? null : divide(add(ask, bid), TWO, RATE_PLACES);
  const spreadRate =
    ask === null || bid === null || midPrice === null
      ? null
      : divide(subtract(ask, bid), midPrice, RATE_PLACES);
  const limit = order.limitPrice;
  const last = quote.lastPrice !== null && isPositive(quote.lastPrice) ? quote.lastPrice : null;
  const book = bookPrice(order.side, quote);
  const rateOf = (reference: Decimal | null) =>
    limit === null || reference === null ? null : adverseRate(order.side, limit, reference);
  const ticksOf = (reference: Decimal | null) => {
    const tick = limit === null ? null : (tickSizeAt(contract.tickSizes, limit)?.size ?? null);
    if (limit === null || reference === null || tick === null) return null;
    const worse = order.side === 'BUY' ? subtract(limit, reference) : subtract(reference, limit);
    return divide(worse, tick, TICK_PLACES);
  };
  return {
    midPrice,
    spreadRate,
    againstBookRate: rateOf(book),
    againstBookTicks: ticksOf(book),
    againstLastRate: rateOf(last),
    againstLastTicks: ticksOf(last),
  };
}

function moneyFigures(gathered: Gathered, quote: Quote) {
  const { order, contract, assets, preview, settings } = gathered;
  const expected = expectedPrice(order, quote);
  const worst = worstPrice(order, quote, settings.priceCollarWarn);
  const estimate = expected === null ? null : notionalAt(order, contract, expected);
  const worstCase = worst === null ? null : worthAt(order, contract, worst);
  const inBase = (amount: Decimal | null) =>
    amount === null || assets === null ? null : inBaseCurrency(amount, order.currency, assets);
  const commission = assets === null ? null : feesInBase(preview, order.currency, assets);
  const cashBefore = assets?.cashAvailableForTrade ?? assets?.cashBalance ?? null;
  // A purchase is counted at its worst, a sale at what it will probably bring.
  const cost = inBase(worstCase);
  const proceeds = inBase(estimate);
  const afterCost = (amount: Decimal | null) =>
    amount === null || cost === null || commission === null
      ? null
      : subtract(subtract(amount, cost), commission);
  const afterProceeds = (amount: Decimal | null) =>
    amount === null || proceeds === null || commission === null
      ? null
      : subtract(add(amount, proceeds), commission);
  const currency = assets?.currency ?? null;
  const powerBefore = assets?.buyingPower ?? null;
  const netLiquidation = assets?.netLiquidation ?? null;
  const isRateKnown = cost !== null && netLiquidation !== null && compare(netLiquidation, decimal(0)) > 0;
  return {
    notional: { estimate, worstCase, currency: order.currency },
    cash: {
      before: cashBefore,
      after: order.side === 'BUY' ? afterCost(cashBefore) : afterProceeds(cashBefore),
      currency,
    },
    // How much buying power a sale gives back depends on the broker's margin rules.
    buyingPower: {
      before: powerBefore,
      after: order.side === 'BUY' ? afterCost(powerBefore) : null,
      currency,
    },
    dayTradesRemaining: assets?.dayTradesRemaining ?? null,
    netLiquidationRate: isRateKnown ? divide(cost, netLiquidation, RATE_PLACES) : null,
  };
}

function positionFigures({ order, positions }: Gathered) {
  const before = heldQuantity(order, positions);
  const own = positions?.find((position) => position.symbol === order.symbol) ?? null;
  return {
    intent: orderIntent(order.side, order.quantity, before),
    position: {
      before,
      after: before === null ? null : positionAfter(order, before),
      averageCost: own?.averageCost ?? null,
    },
  };
}
