/** Not today's, whose last hours the controls guard, nor next week's, whose prices are a few cents. */
const EXPIRY_DAYS_MIN = 20;
const DAY_MS = 24 * 60 * 60_000;
/** Near the money, where the book has both sides and strikes are close to each other. */
const DELTA_MIN = '0.25';
const DELTA_MAX = '0.7';

type Ask = (tool: string, args: Record<string, unknown>) => Promise<Record<string, unknown> | null>;

export interface Call {
  readonly identifier: string;
  readonly bid: number;
  readonly ask: number;
}

/** What the assistant can see of the market. Answers are read as an assistant reads them, figures as figures of a wish. */
export class ShownMarket {
  readonly #ask: Ask;
  readonly #expiries = new Map<string, string>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async quote(
    symbol: string,
  ): Promise<{ readonly bid: number; readonly ask: number; readonly last: string }> {
    const quote = await this.#answer('tiger_get_quote', { symbol, data_account_id: 'demo' });
    const [bid, ask] = [Number(quote['bid_price']), Number(quote['ask_price'])];
    if (bid > 0 && ask > 0) return { bid, ask, last: String(quote['last_price']) };
    throw new Error(`${symbol} has no bid and ask: ${JSON.stringify(quote)}`);
  }

  /** Of one expiry, by strike; those with a bid and an ask. */
  async calls(symbol: string): Promise<Call[]> {
    const expiry = await this.#expiry(symbol);
    const range = { right: 'call', delta_min: DELTA_MIN, delta_max: DELTA_MAX };
    const chain = await this.#answer('tiger_get_option_chain', {
      symbol,
      expiry,
      ...range,
      data_account_id: 'demo',
    });
    const columns = chain['columns'] as string[];
    return (chain['rows'] as (string | null)[][])
      .map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ''])))
      .map(({ identifier = '', bid, ask }) => ({ identifier, bid: Number(bid), ask: Number(ask) }))
      .filter(({ bid, ask }) => bid > 0 && ask > 0);
  }

  /** Shares of the account, symbol by symbol; none, where the broker may not be asked so soon again. */
  async held(): Promise<ReadonlyMap<string, number>> {
    const answer = await this.#ask('tiger_get_positions', { account_id: 'demo' });
    const positions = (answer?.['positions'] ?? []) as Record<string, unknown>[];
    return new Map(
      positions
        .filter((position) => position['security_type'] === 'STK')
        .map((position) => [String(position['symbol']), Number(position['quantity'])]),
    );
  }

  async #answer(tool: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
    const answer = await this.#ask(tool, args);
    if (answer === null) throw new Error(`no answer to ${tool}`);
    return answer;
  }

  async #expiry(symbol: string): Promise<string> {
    const known = this.#expiries.get(symbol);
    if (known !== undefined) return known;
    const answer = await this.#answer('tiger_get_option_expirations', { symbol, data_account_id: 'demo' });
    const earliest = new Date(Date.now() + EXPIRY_DAYS_MIN * DAY_MS).toISOString().slice(0, 10);
    const days = (answer['rows'] as string[][]).map(([day = '']) => day);
    const expiry = days.find((day) => day >= earliest);
    if (expiry === undefined)
      throw new Error(`${symbol} has no options that live for ${EXPIRY_DAYS_MIN} days`);
    this.#expiries.set(symbol, expiry);
    return expiry;
  }
}
