import { type LegMove, legDrift, legMove, netDriftLimit } from '../../../shared/domain/combination-drift.ts';
import { compare, type Decimal } from '../../../shared/domain/decimal.ts';
import type { Quote } from '../../../shared/domain/market-data.ts';
import { instrumentName } from '../../../shared/domain/option-identifier.ts';
import { changeRate, driftLimit, referencePrice } from '../../../shared/domain/price-drift.ts';
import { type Provenance, sinceReceiptMs } from '../../../shared/domain/provenance.ts';
import { type ApprovalFacts, absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent, seconds } from '../judgement.ts';
import { worstPrice } from '../order-price.ts';

/** A delayed quote is old by nature and is asked for less often; a fresher one does not exist. */
const DELAYED_QUOTE_AGE_MAX_MS = 20_000;

/**
 * Control 6: at the moment of sending, the market is still what was approved. Moves up to the larger of the rate and
 * the number of ticks are let through, for a tick of a cheap stock is more than 0.5 %. Of a combination every leg is
 * compared by its own ticks, then the net price by those of its legs.
 */
export function driftAtSend(facts: ControlFacts): Judgement {
  const { approval, quote, preview, settings } = facts;
  if (approval === null) return judge('block', 'There is nothing approved to compare with.');
  if (quote === null)
    return judge('block', `No quote at the moment of sending: ${absenceText(facts, 'quote')}.`);
  if (preview === null) {
    return judge('block', `No preview at the moment of sending: ${absenceText(facts, 'preview')}.`);
  }
  const quoteAgeMaxMs =
    quote.provenance.isDelayed === true ? DELAYED_QUOTE_AGE_MAX_MS : settings.quoteAgeMaxMs;
  return (
    tooOld(facts, 'quote', quote.provenance, quoteAgeMaxMs) ??
    tooOld(facts, 'preview', preview.provenance, settings.previewAgeMaxMs) ??
    drift(facts, approval, quote)
  );
}

function tooOld(
  facts: ControlFacts,
  name: string,
  provenance: Provenance,
  limitMs: number,
): Judgement | null {
  const age = sinceReceiptMs(provenance, facts.nowMs);
  if (age <= limitMs) return null;
  return judge('block', `The ${name} is too old to send an order on.`, {
    value: seconds(age),
    limit: seconds(limitMs),
  });
}

/** Legs can move while their sum stands still: what was approved then are other options than those of now. */
function drift(facts: ControlFacts, approval: ApprovalFacts, fresh: Quote): Judgement {
  const { order, settings } = facts;
  const moves: LegMove[] = [];
  for (const [index, leg] of (order.legs ?? []).entries()) {
    const move = legMove(order.side, {
      leg,
      tickSizes: facts.legTickSizes?.[index] ?? [],
      before: approval.sealedLegQuotes?.[index],
      now: facts.legQuotes?.[index],
    });
    const name = instrumentName(leg.symbol);
    if (move === null) return judge('block', `There is no price of ${name} to compare.`);
    const { rate, limit, isBeyond } = legDrift(move, settings);
    if (isBeyond) {
      const text = `${name} moved from ${move.before} to ${move.now} since the approval.`;
      return judge('block', text, measured(move.before, move.now, rate, limit));
    }
    moves.push(move);
  }
  return priceDrift(facts, approval.sealedQuote, fresh, moves);
}

function priceDrift(
  { order, contract, settings }: ControlFacts,
  sealed: Quote,
  fresh: Quote,
  legs: readonly LegMove[],
): Judgement {
  const pairs: [Decimal | null, Decimal | null][] = [
    [referencePrice(order.side, sealed), referencePrice(order.side, fresh)],
    [worstPrice(order, sealed, settings.priceCollarWarn), worstPrice(order, fresh, settings.priceCollarWarn)],
  ];
  let widest: Judgement | null = null;
  for (const [before, now] of pairs) {
    if (before === null || now === null)
      return judge('block', 'There is no price to compare with the approved one.');
    const rate = changeRate(before, now);
    const limit =
      order.legs === null
        ? driftLimit(contract.tickSizes, before, now, settings)
        : netDriftLimit(before, legs, settings);
    const figures = measured(before, now, rate, limit);
    if (compare(rate, limit) > 0)
      return judge('block', `The price moved from ${before} to ${now} since the approval.`, figures);
    widest ??= judge('pass', 'The market is as it was approved.', figures);
  }
  return widest ?? judge('block', 'There is no price to compare with the approved one.');
}

function measured(before: Decimal, now: Decimal, rate: Decimal, limit: Decimal) {
  return { value: `${before} to ${now} (${percent(rate)})`, limit: percent(limit) };
}
