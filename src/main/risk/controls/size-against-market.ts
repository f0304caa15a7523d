import { compare, divide } from '../../../shared/domain/decimal.ts';
import { bookPrice } from '../../../shared/domain/price-drift.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent } from '../judgement.ts';
import { dailyMarket, displayedSize } from '../market-depth.ts';

const RATE_PLACES = 8;
const DAILY = {
  one: "an average day's volume",
  legs: 'what its scarcest leg trades on an average day, or has open',
};

/**
 * Control 28: an order that is large for its market moves the price against itself. It warns and never blocks: size has
 * its own caps, and a warning says so too where volume or book are not known. A combination is as large as it is for its
 * scarcest leg.
 */
export function sizeAgainstMarket(facts: ControlFacts): Judgement {
  const { order, settings } = facts;
  const daily = dailyMarket(facts);
  if (daily === null) {
    return judge('warning', `The usual volume is not known: ${absenceText(facts, 'volume')}.`);
  }
  const ofVolume = divide(order.quantity, daily, RATE_PLACES, 'up');
  const byVolume = { value: percent(ofVolume), limit: percent(settings.averageVolumeWarn) };
  if (compare(ofVolume, settings.averageVolumeWarn) > 0) {
    return judge(
      'warning',
      `It is ${percent(ofVolume)} of ${DAILY[order.legs === null ? 'one' : 'legs']}.`,
      byVolume,
    );
  }
  if (!tradesAtOnce(facts)) return judge('pass', 'Small for its market; it waits in the book.', byVolume);
  const shown = displayedSize(facts);
  if (shown === null) return judge('warning', 'How much the book shows is not known.', byVolume);
  const ofBook = divide(order.quantity, shown, RATE_PLACES, 'up');
  const byBook = { value: percent(ofBook), limit: percent(settings.displayedSizeWarn) };
  return compare(ofBook, settings.displayedSizeWarn) > 0
    ? judge('warning', `It is ${percent(ofBook)} of what the other side of the book shows.`, byBook)
    : judge('pass', 'Small for its market.', byBook);
}

/** A stop waits for its trigger, an algorithm takes a little at a time; a limit that the book does not reach waits for a seller or buyer. */
function tradesAtOnce({ order, quote }: ControlFacts): boolean {
  if (order.stopPrice !== null || order.trail !== null || order.algo !== null) return false;
  const book = quote === null ? null : bookPrice(order.side, quote);
  if (order.limitPrice === null || book === null) return true;
  const against = compare(order.limitPrice, book);
  return order.side === 'BUY' ? against >= 0 : against <= 0;
}
