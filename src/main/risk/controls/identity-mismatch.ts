import { type Market, marketOfSymbol } from '../../../shared/domain/instrument.ts';
import type { RationaleClaim } from '../../../shared/domain/rationale-claim.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { checkRationale } from '../rationale-check.ts';
import { rationaleFigures } from '../rationale-figures.ts';

/** What instruments of a market are usually traded in; a second counter in another currency is easily confused. */
const USUAL_CURRENCIES: Readonly<Record<Market, readonly string[]>> = {
  US: ['USD'],
  HK: ['HKD'],
  SG: ['SGD'],
  CN: ['CNH', 'CNY'],
};

/** Prices are in the instrument's currency; cash and the like may be in any. */
const PRICE_TOPICS: ReadonlySet<RationaleClaim['topic']> = new Set([
  'last',
  'bid',
  'ask',
  'previous_close',
  'limit',
]);

/**
 * Control 22: what the client asked for is what the broker would trade. A symbol tells its market, a market its usual
 * currency, and the prices in the client's reason their currency. A client states no name and no venue of its own, so
 * these are not compared: the card shows the broker's.
 */
export function identityMismatch(facts: ControlFacts): Judgement {
  const { order, contract } = facts;
  if (contract.symbol !== order.symbol)
    return judge('block', `The broker answered for ${contract.symbol}, not for ${order.symbol}.`);
  const expected = marketOfSymbol(order.symbol);
  // Codes of Singapore have no form of their own.
  if (expected !== order.market && order.market !== 'SG') {
    return judge('danger', `The symbol looks like market ${expected}, but is traded in ${order.market}.`, {
      value: order.market,
      limit: expected,
    });
  }
  const usual = USUAL_CURRENCIES[order.market];
  if (!usual.includes(order.currency)) {
    const text = `It is traded in ${order.currency}, which is unusual for market ${order.market}.`;
    return judge('danger', text, { value: order.currency, limit: usual.join(' or ') });
  }
  const claims = checkRationale(facts.rationale, rationaleFigures(facts));
  const other = claims.find(
    ({ topic, currency }) => PRICE_TOPICS.has(topic) && currency !== null && currency !== order.currency,
  );
  const measured = { value: order.currency, limit: other?.currency ?? order.currency };
  return other === undefined
    ? judge('pass', 'Symbol, market and currency fit together.', measured)
    : judge(
        'danger',
        `The client writes of a price in ${other.currency} ("${other.text}"), but it is traded in ${order.currency}.`,
        measured,
      );
}
