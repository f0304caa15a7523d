import { sideOfLeg } from '../../../shared/domain/combination.ts';
import { compare, type Decimal } from '../../../shared/domain/decimal.ts';
import type { Quote } from '../../../shared/domain/market-data.ts';
import { instrumentName } from '../../../shared/domain/option-identifier.ts';
import { changeRate, driftLimit, referencePrice } from '../../../shared/domain/price-drift.ts';
import { type Provenance, sinceReceiptMs } from '../../../shared/domain/provenance.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent, seconds } from '../judgement.ts';
import { worstPrice } from '../order-price.ts';

/** A delayed quote is old by nature and is asked for less often; a fresher one does not exist. */
const DELAYED_QUOTE_AGE_MAX_MS = 20_000;

/**
 * Control 6: at the moment of sending, the market is still what was approved. Moves up to the larger of the rate and
 * the number of ticks are let through, for a tick of a cheap stock is more than 0.5 %.
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
    legDrift(facts, approval.sealedLegQuotes) ??
    drift(facts, approval.sealedQuote, quote)
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
function legDrift(facts: ControlFacts, sealed: readonly Quote[] | null): Judgement | null {
  const { order, legQuotes, settings, contract } = facts;
  if (order.legs === null) return null;
  if (legQuotes === null || sealed === null || sealed.length < order.legs.length)
    return judge('block', 'There are no prices of its legs to compare.');
  for (const [index, leg] of order.legs.entries()) {
    const side = sideOfLeg(order.side, leg);
    const [before, now] = [sealed[index], legQuotes[index]].map((quote) =>
      quote === undefined ? null : referencePrice(side, quote),
    );
    if (before == null || now == null)
      return judge('block', `There is no price of ${instrumentName(leg.symbol)} to compare.`);
    const rate = changeRate(before, now);
    const limit = driftLimit(contract.tickSizes, before, settings);
    if (compare(rate, limit) <= 0) continue;
    const measured = { value: `${before} to ${now} (${percent(rate)})`, limit: percent(limit) };
    const text = `${instrumentName(leg.symbol)} moved from ${before} to ${now} since the approval.`;
    return judge('block', text, measured);
  }
  return null;
}

function drift(facts: ControlFacts, sealed: Quote, fresh: Quote): Judgement {
  const { order, settings } = facts;
  const pairs: [Decimal | null, Decimal | null][] = [
    [referencePrice(order.side, sealed), referencePrice(order.side, fresh)],
    [worstPrice(order, sealed, settings.priceCollarWarn), worstPrice(order, fresh, settings.priceCollarWarn)],
  ];
  let widest: Judgement | null = null;
  for (const [before, now] of pairs) {
    if (before === null || now === null)
      return judge('block', 'There is no price to compare with the approved one.');
    const rate = changeRate(before, now);
    const limit = driftLimit(facts.contract.tickSizes, before, settings);
    const measured = { value: `${before} to ${now} (${percent(rate)})`, limit: percent(limit) };
    if (compare(rate, limit) > 0) {
      return judge('block', `The price moved from ${before} to ${now} since the approval.`, measured);
    }
    widest ??= judge('pass', 'The market is as it was approved.', measured);
  }
  return widest ?? judge('block', 'There is no price to compare with the approved one.');
}
