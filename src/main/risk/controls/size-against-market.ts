import { compare, type Decimal, divide, isPositive } from '../../../shared/domain/decimal.ts';
import { bookPrice } from '../../../shared/domain/price-drift.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge, percent } from '../judgement.ts';

const RATE_PLACES = 8;

/**
 * Control 28: an order that is large for its market moves the price against itself. It warns and never blocks: size has
 * its own caps, and a warning says so too where volume or book are not known.
 */
export function sizeAgainstMarket(facts: ControlFacts): Judgement {
  const { order, settings, averageDailyVolume } = facts;
  if (averageDailyVolume === null || !isPositive(averageDailyVolume)) {
    return judge('warning', `The usual volume is not known: ${absenceText(facts, 'volume')}.`);
  }
  const ofVolume = divide(order.quantity, averageDailyVolume, RATE_PLACES, 'up');
  const byVolume = { value: percent(ofVolume), limit: percent(settings.averageVolumeWarn) };
  if (compare(ofVolume, settings.averageVolumeWarn) > 0) {
    return judge('warning', `It is ${percent(ofVolume)} of an average day's volume.`, byVolume);
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

/** What the other side of the book shows; null: empty or not stated. */
export function displayedSize({ order, quote }: Pick<ControlFacts, 'order' | 'quote'>): Decimal | null {
  const size = order.side === 'BUY' ? quote?.askSize : quote?.bidSize;
  return size != null && isPositive(size) ? size : null;
}

/** A stop waits for its trigger, an algorithm takes a little at a time; a limit that the book does not reach waits for a seller or buyer. */
function tradesAtOnce({ order, quote }: ControlFacts): boolean {
  if (order.stopPrice !== null || order.trail !== null || order.algo !== null) return false;
  const book = quote === null ? null : bookPrice(order.side, quote);
  if (order.limitPrice === null || book === null) return true;
  const against = compare(order.limitPrice, book);
  return order.side === 'BUY' ? against >= 0 : against <= 0;
}
