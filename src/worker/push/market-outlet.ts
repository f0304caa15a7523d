import type { PushTopic } from '../../shared/ipc/worker-calls/push-calls.ts';
import type { MarketEvent } from '../../shared/ipc/worker-events.ts';
import type { Clock } from '../../tiger/clock.ts';
import type { PushBar, PushDepth, PushQuote, PushTrades } from '../../tiger/push/push-event.ts';
import { PacedOutlet } from './paced-outlet.ts';
import { barOf, depthOf, isNewerDepth } from './pushed-market-mapping.ts';
import { PushedQuoteParts } from './pushed-quote-parts.ts';
import { TradeNews } from './trade-news.ts';

export interface MarketOutletDeps {
  readonly clock: Clock;
  readonly tell: (event: MarketEvent) => void;
}

/** What is pushed of the symbols that are watched, told no faster than anybody reads it. Others are dropped. */
export class MarketOutlet {
  readonly #deps: MarketOutletDeps;
  readonly #quotes = new Map<string, PushedQuoteParts>();
  readonly #depths = new Map<string, { newest: PushDepth | null; receivedAtMs: number }>();
  readonly #bars = new Map<string, { newest: PushBar | null; receivedAtMs: number }>();
  readonly #trades = new Map<string, TradeNews>();
  readonly #outlet: PacedOutlet;

  constructor(deps: MarketOutletDeps) {
    this.#deps = deps;
    this.#outlet = new PacedOutlet(deps.clock, (key) => this.#tell(key));
  }

  watch(topic: PushTopic, symbol: string): void {
    if (topic === 'quote') this.#quotes.set(symbol, new PushedQuoteParts());
    else if (topic === 'depth') this.#depths.set(symbol, { newest: null, receivedAtMs: 0 });
    else if (topic === 'bar') this.#bars.set(symbol, { newest: null, receivedAtMs: 0 });
    else this.#trades.set(symbol, new TradeNews());
  }

  unwatch(topic: PushTopic, symbol: string): void {
    const kept = { quote: this.#quotes, depth: this.#depths, bar: this.#bars, trades: this.#trades };
    kept[topic].delete(symbol);
    this.#outlet.forget(`${topic} ${symbol}`);
  }

  /** What was pushed before a gap may be older than what was missed. */
  forgetFigures(): void {
    for (const symbol of this.#quotes.keys()) this.watch('quote', symbol);
    for (const symbol of this.#depths.keys()) this.watch('depth', symbol);
    for (const symbol of this.#bars.keys()) this.watch('bar', symbol);
    for (const symbol of this.#trades.keys()) this.watch('trades', symbol);
  }

  takeQuote(quote: PushQuote): void {
    const parts = this.#quotes.get(quote.symbol);
    if (parts?.take(quote, this.#deps.clock.nowMs())) this.#outlet.changed(`quote ${quote.symbol}`);
  }

  takeDepth(depth: PushDepth): void {
    const known = this.#depths.get(depth.symbol);
    if (known === undefined || !isNewerDepth(depth, known.newest)) return;
    this.#depths.set(depth.symbol, { newest: depth, receivedAtMs: this.#deps.clock.nowMs() });
    this.#outlet.changed(`depth ${depth.symbol}`);
  }

  takeBar(bar: PushBar): void {
    const known = this.#bars.get(bar.symbol);
    if (known === undefined || (bar.startMs ?? 0) < (known.newest?.startMs ?? 0)) return;
    this.#bars.set(bar.symbol, { newest: bar, receivedAtMs: this.#deps.clock.nowMs() });
    this.#outlet.changed(`bar ${bar.symbol}`);
  }

  /** Each trade is told: the vendor paces them itself, at five snapshots a second (wire contract 8.3). */
  takeTrades(push: PushTrades): void {
    const trades = this.#trades.get(push.symbol)?.take(push, this.#deps.clock.nowMs()) ?? null;
    if (trades !== null) this.#deps.tell({ name: 'trades', trades });
  }

  close(): void {
    this.#outlet.close();
  }

  #tell(key: string): void {
    const [topic, symbol = ''] = splitKey(key);
    if (topic === 'quote') {
      const quote = this.#quotes.get(symbol)?.quote(symbol) ?? null;
      if (quote !== null) this.#deps.tell({ name: 'quote', quote });
    } else if (topic === 'depth') {
      const { newest, receivedAtMs } = this.#depths.get(symbol) ?? { newest: null, receivedAtMs: 0 };
      if (newest !== null) this.#deps.tell({ name: 'depth', depth: depthOf(newest, receivedAtMs) });
    } else {
      const { newest, receivedAtMs } = this.#bars.get(symbol) ?? { newest: null, receivedAtMs: 0 };
      const bar = newest === null ? null : barOf(newest, receivedAtMs);
      if (bar !== null) this.#deps.tell({ name: 'bar', bar });
    }
  }
}

/** Symbols of options have spaces of their own. */
function splitKey(key: string): [string, string] {
  const at = key.indexOf(' ');
  return [key.slice(0, at), key.slice(at + 1)];
}
