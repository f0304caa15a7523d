import { sumOfMids } from '../../../shared/domain/combination-quote.ts';
import { compare, type Decimal, decimal, multiply, subtract } from '../../../shared/domain/decimal.ts';
import type { Quote } from '../../../shared/domain/market-data.ts';
import type { OrderDraft } from '../../../shared/domain/order.ts';
import { type Trail, trailDistance } from '../../../shared/domain/order-form.ts';
import { bookPrice, referencePrice } from '../../../shared/domain/price-drift.ts';
import { collarBlock } from '../../../shared/domain/risk-settings.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent } from '../judgement.ts';
import { rateAgainst } from '../order-price.ts';

/**
 * Control 9: how much worse than the market the order's price is. Prices on the patient side are free, and so is the
 * distance of a stop, for a protective stop may be far away; its limit is measured against its trigger.
 */
export function priceCollar(facts: ControlFacts): Judgement {
  const { order, quote } = facts;
  if (quote === null)
    return judge('block', `There is no quote to compare with: ${absenceText(facts, 'quote')}.`);
  const reference = referencePrice(order.side, quote);
  if (order.legs !== null && reference === null) return turnedRound(order);
  if (reference === null) return judge('block', 'The quote has neither a bid or ask nor a last price.');
  if (order.limitPrice !== null) return limited(facts, order.limitPrice, order.stopPrice ?? reference, quote);
  if (order.stopPrice !== null) return stopped(order, order.stopPrice, quote, reference);
  if (order.trail !== null) return trailing(order.trail, quote, reference);
  return judge(
    'pass',
    'A market order has no price of its own; its value and the spread are checked instead.',
  );
}

function limited(facts: ControlFacts, limit: Decimal, reference: Decimal, quote: Quote): Judgement {
  const { order, settings } = facts;
  const block = collarBlock(settings, order.securityType);
  const base = collarBase(facts, reference);
  const rate = rateAgainst(order.side, limit, reference, base);
  const against = order.stopPrice !== null ? 'the stop price' : againstWhat(order, quote);
  const part =
    base === reference ? '' : ', as a part of the mids of its legs, because the net price is near zero';
  const words = `${order.side === 'BUY' ? 'above' : 'below'} ${against} ${reference}${part}`;
  if (compare(rate, block) > 0) {
    const measured = { value: percent(rate), limit: percent(block) };
    return judge('block', `The limit price is ${percent(rate)} ${words}: probably a typing error.`, measured);
  }
  const measured = { value: percent(rate), limit: percent(settings.priceCollarWarn) };
  if (
    order.stopPrice === null &&
    (bookPrice(order.side, quote) === null || quote.provenance.isDelayed === true)
  ) {
    return judge(
      'danger',
      'The price could be compared with a delayed or last price only, not with bid and ask.',
      measured,
    );
  }
  return compare(rate, settings.priceCollarWarn) > 0 || part !== ''
    ? judge('warning', `The limit price is ${percent(rate)} ${words}.`, measured)
    : judge('pass', `The limit price is in line with ${against}.`, measured);
}

/** Below this part of its legs' mids a net price is too near zero to measure a distance by. */
const NEAR_ZERO_RATE = decimal('0.05');

/** What the distance is a part of: the reference, but of a combination whose net price is near zero the mids of its legs. */
function collarBase({ order, legQuotes }: ControlFacts, reference: Decimal): Decimal {
  const mids = order.legs === null || legQuotes === null ? null : sumOfMids(order.legs, legQuotes);
  const isNearZero = mids !== null && compare(reference, multiply(mids, NEAR_ZERO_RATE)) < 0;
  return isNearZero ? mids : reference;
}

function turnedRound({ side }: OrderDraft): Judgement {
  const text =
    side === 'BUY'
      ? 'Bought like this the legs cost nothing, or have no price. A net price is above zero: to be paid for them, turn each leg round and SELL.'
      : 'Sold like this the legs bring nothing, or have no price. A net price is above zero: to pay for them, turn each leg round and BUY.';
  return judge('block', text);
}

function againstWhat(order: OrderDraft, quote: Quote): string {
  if (bookPrice(order.side, quote) === null) return 'the last price';
  return order.side === 'BUY' ? 'the ask' : 'the bid';
}

/** A trail within the spread is reached by the next trade on the other side of the book. */
function trailing(trail: Trail, quote: Quote, reference: Decimal): Judgement {
  const ask = bookPrice('BUY', quote);
  const bid = bookPrice('SELL', quote);
  const distance = trailDistance(trail, reference);
  if (ask === null || bid === null) {
    return judge('warning', 'The spread is not known, so the trail cannot be compared with it.', {
      value: distance,
    });
  }
  const spread = subtract(ask, bid);
  const measured = { value: distance, limit: spread };
  return compare(distance, spread) <= 0
    ? judge(
        'warning',
        `The trail of ${distance} is within the spread of ${spread}: it may trigger at once.`,
        measured,
      )
    : judge('pass', 'The trail is wider than the spread.', measured);
}

function stopped(order: OrderDraft, stop: Decimal, quote: Quote, reference: Decimal): Judgement {
  const trigger = quote.lastPrice ?? reference;
  const isReached = order.side === 'BUY' ? compare(stop, trigger) <= 0 : compare(stop, trigger) >= 0;
  const measured = { value: stop, limit: trigger };
  return isReached
    ? judge(
        'warning',
        `The stop at ${stop} is already reached by the price ${trigger}: it triggers at once.`,
        measured,
      )
    : judge('pass', 'The stop is not reached yet.', measured);
}
