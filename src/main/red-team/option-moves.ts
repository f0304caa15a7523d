import { AppError } from '../../shared/app-error.ts';
import { decimal } from '../../shared/domain/decimal.ts';
import { formatOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { AttackClient, AttackRange } from './attack-range.ts';
import { order } from './moves.ts';

/** Options that end sooner are judged by other controls too, and theirs are not what is attacked. */
const DAYS_AHEAD_MIN = 25;
/** A holiday moves an expiry; three months in a row it does not. */
const MONTHS_MAX = 3;
const DAY_MS = 24 * 60 * 60_000;
const FRIDAY = 5;
const WEEK_DAYS = 7;
/** Good for a preview, whatever the option is worth. */
const ANY_PRICE = '1';

type Order = Readonly<Record<string, unknown>>;
type NameOf = (strike: string, right: 'call' | 'put') => string;

/** What an AI client with no more tools than those for orders finds out of options on a share: how to name them. */
export async function optionsOn(client: AttackClient, range: AttackRange, symbol: string): Promise<NameOf> {
  await range.exchange({ action: 'set_price', symbol, price: SHARE_PRICE });
  for (const expiry of monthlyExpiries(range.nowMs())) {
    const nameOf: NameOf = (strike, right) =>
      formatOptionIdentifier({ symbol, expiry, strike: decimal(strike), right });
    const asked = { symbol: nameOf(SHARE_PRICE, 'call'), quantity: '1', price: ANY_PRICE };
    const { isError } = await preview(client, range, asked);
    if (!isError) return nameOf;
  }
  throw new AppError('not_found', `The simulated exchange has no monthly options on ${symbol}.`, {
    nextStep: 'Run the attacks again.',
  });
}

/** Of the share, so that strikes can be named before anything is looked up. */
export const SHARE_PRICE = '200';

/** At which the order would trade now; without one, any, for then something else stops it. */
export async function priceOf(client: AttackClient, range: AttackRange, wanted: Order): Promise<string> {
  const { data } = await preview(client, range, { price: ANY_PRICE, ...wanted });
  const quote = data['quote'] as { ask_price?: unknown; bid_price?: unknown } | undefined;
  const price = wanted['side'] === 'SELL' ? quote?.bid_price : quote?.ask_price;
  return typeof price === 'string' && Number(price) > 0 ? price : ANY_PRICE;
}

function preview(client: AttackClient, range: AttackRange, wanted: Order) {
  const {
    rationale: _reason,
    wait_seconds: _wait,
    ...asked
  } = order(range, { order_type: 'LMT', ...wanted });
  return client.call('tiger_preview_order', asked);
}

/** Third Fridays, the first of them far enough away. */
function monthlyExpiries(nowMs: number): string[] {
  const earliest = new Date(nowMs + DAYS_AHEAD_MIN * DAY_MS);
  const [year, month] = [earliest.getUTCFullYear(), earliest.getUTCMonth()];
  return Array.from({ length: MONTHS_MAX + 1 }, (_each, ahead) => thirdFriday(year, month + ahead))
    .filter((day) => day >= earliest)
    .map((day) => day.toISOString().slice(0, 10));
}

function thirdFriday(year: number, month: number): Date {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return new Date(Date.UTC(year, month, 1 + ((FRIDAY - first + WEEK_DAYS) % WEEK_DAYS) + 2 * WEEK_DAYS));
}
