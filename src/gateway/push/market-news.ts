import { SocketCommon_DataType as DataType } from '../../tiger/push/generated/socket_common_pb.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import type { Quote } from '../market/simulated-market.ts';
import type { GatewayServices } from '../method-table.ts';
import type { PushSession } from './push-session.ts';
import {
  barMessage,
  depthMessage,
  type PushMessage,
  quoteMessages,
  rankingMessage,
  tradeMessage,
} from './quote-messages.ts';

/** Cadence of rankings (wire contract 8.3). */
const RANKING_INTERVAL_MS = 30_000;

const QUOTE_TYPES: readonly DataType[] = [DataType.Quote, DataType.Option, DataType.Future, DataType.Cc];

/** What each session has been told, so that only changes are told again. */
export class MarketNews {
  readonly #services: Pick<GatewayServices, 'clock' | 'market'>;
  /** By session: kind and symbol, and the market's step that was told last. */
  readonly #told = new WeakMap<PushSession, Map<string, string>>();
  readonly #tradeNumbers = new Map<string, number>();

  constructor(services: Pick<GatewayServices, 'clock' | 'market'>) {
    this.#services = services;
  }

  forget(session: PushSession): void {
    this.#told.delete(session);
  }

  messagesFor(session: PushSession): readonly PushMessage[] {
    const { clock, market } = this.#services;
    const nowMs = clock.nowMs();
    const told = this.#told.get(session) ?? new Map<string, string>();
    this.#told.set(session, told);
    const messages: PushMessage[] = [];
    for (const [dataType, symbols] of session.subscriptions.bySymbol) {
      for (const symbol of symbols) {
        const instrument = market.instrument(symbol);
        if (instrument === null) continue;
        const quote = market.quote(instrument);
        const step = `${quote.book.stepId} ${quote.lastE4} ${quote.isHalted}`;
        const key = `${dataType} ${symbol}`;
        if (told.get(key) === step) continue;
        told.set(key, step);
        messages.push(...this.#messages(dataType, instrument, quote, nowMs));
      }
    }
    for (const ranking of session.subscriptions.rankings) {
      const key = `ranking ${ranking.market} ${ranking.indicator}`;
      const step = String(Math.floor(nowMs / RANKING_INTERVAL_MS));
      if (told.get(key) === step) continue;
      told.set(key, step);
      messages.push(rankingMessage(market, ranking, nowMs));
    }
    return messages;
  }

  #messages(
    dataType: number,
    instrument: PricedInstrument,
    quote: Quote,
    nowMs: number,
  ): readonly PushMessage[] {
    const quoteType = QUOTE_TYPES.find((type) => type === dataType);
    if (quoteType !== undefined) {
      return quoteMessages(instrument, quote, nowMs).map((message) => ({ ...message, dataType: quoteType }));
    }
    if (dataType === DataType.QuoteDepth) return [depthMessage(instrument, quote)];
    if (dataType === DataType.TradeTick) {
      const { symbol } = instrument.listing;
      const number = (this.#tradeNumbers.get(symbol) ?? 0) + 1;
      this.#tradeNumbers.set(symbol, number);
      return [tradeMessage(instrument, quote, number)];
    }
    const query = { period: '1min', beginMs: null, endMs: null, limit: 1 };
    return this.#services.market.bars(instrument, query).map((bar) => barMessage(instrument, bar, nowMs));
  }
}
