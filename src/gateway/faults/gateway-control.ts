import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { type GatewayClock, ManualClock } from '../gateway-clock.ts';
import type { PricedInstrument } from '../market/instrument.ts';
import { decimalToE4 } from '../market/price-e4.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import { isOnTick } from '../market/tick-rules.ts';
import { DUPLICATE_ORDER_IDS, type OrderEngine } from '../matching/order-engine.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { FaultPlan, faultRuleSchema } from './fault-plan.ts';
import { OtherHands } from './other-hands.ts';
import { PushFaults, pushFaultSchema } from './push-faults.ts';

/** A request as it arrived, without signature and key material. */
export interface ReceivedRequest {
  readonly method: string;
  readonly bizContent: string | null;
  readonly timestamp: string | null;
}

const RECEIVED_MAX = 1_000;

/** The commands of `POST /__control`. */
const commandSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('add_fault'), rule: faultRuleSchema }),
  z.strictObject({ action: z.literal('add_push_fault'), fault: pushFaultSchema }),
  z.strictObject({ action: z.literal('clear_faults') }),
  z.strictObject({ action: z.literal('advance_clock'), byMs: z.int().nonnegative() }),
  z.strictObject({ action: z.literal('set_price'), symbol: z.string(), price: z.string().nullable() }),
  z.strictObject({ action: z.literal('set_halted'), symbol: z.string(), isHalted: z.boolean() }),
  z.strictObject({ action: z.literal('set_duplicate_order_ids'), mode: z.enum(DUPLICATE_ORDER_IDS) }),
  /** Somebody else, with another program: an order of their own, or a change of the newest open one. */
  z.strictObject({
    action: z.literal('place_elsewhere'),
    symbol: z.string(),
    side: z.enum(['BUY', 'SELL']),
    quantity: z.int().positive(),
  }),
  z.strictObject({
    action: z.literal('enlarge_elsewhere'),
    symbol: z.string(),
    quantity: z.int().positive(),
  }),
  z.strictObject({ action: z.literal('reprice_elsewhere'), symbol: z.string(), price: z.string() }),
  z.strictObject({ action: z.literal('received') }),
]);

/** The test side of the gateway: orders faults, moves clock and prices, shows what arrived. */
export class GatewayControl {
  readonly faults = new FaultPlan();
  readonly pushFaults = new PushFaults();
  readonly otherHands: OtherHands;
  readonly #market: SimulatedMarket;
  readonly #clock: GatewayClock;
  readonly #engine: OrderEngine;
  #received: ReceivedRequest[] = [];
  #receivedTotal = 0;
  #abandoned: ReceivedRequest[] = [];

  constructor(deps: {
    readonly market: SimulatedMarket;
    readonly clock: GatewayClock;
    /** Works the open orders after the market or the clock moved. */
    readonly engine: OrderEngine;
    readonly store: LedgerStore;
  }) {
    this.otherHands = new OtherHands({ ...deps, nowMs: () => deps.clock.nowMs() });
    this.#market = deps.market;
    this.#clock = deps.clock;
    this.#engine = deps.engine;
  }

  /** @throws RangeError unless the gateway runs on a manual clock */
  advanceClock(byMs: number): void {
    if (!(this.#clock instanceof ManualClock)) throw new RangeError('the clock is not manual');
    this.#clock.advance(byMs);
    this.#engine.advance();
  }

  /** Holds a symbol at a price (decimal text, on the tick) from now on; null lets it move again. */
  setPrice(symbol: string, price: string | null): void {
    const instrument = this.#instrument(symbol);
    const priceE4 = price === null ? null : decimalToE4(decimal(price));
    if (priceE4 !== null && !isOnTick(instrument.listing.tickRule, priceE4)) {
      throw new RangeError(`${price} is not on the tick of ${symbol}`);
    }
    instrument.pinPrice(priceE4, this.#clock.nowMs());
    this.#engine.advance();
  }

  setHalted(symbol: string, isHalted: boolean): void {
    this.#instrument(symbol).setHalted(isHalted);
    this.#engine.advance();
  }

  /** The newest requests, oldest first. */
  received(): readonly ReceivedRequest[] {
    return this.#received;
  }

  record(request: ReceivedRequest): void {
    this.#received.push(request);
    this.#receivedTotal += 1;
    if (this.#received.length > RECEIVED_MAX) this.#received.shift();
  }

  /** The newest requests whose client cut the connection before it was answered, oldest first. */
  abandoned(): readonly ReceivedRequest[] {
    return this.#abandoned;
  }

  recordAbandoned(request: ReceivedRequest): void {
    this.#abandoned.push(request);
    if (this.#abandoned.length > RECEIVED_MAX) this.#abandoned.shift();
  }

  /** Carries out a command that came as JSON. @throws ZodError or RangeError with the reason */
  run(input: unknown): unknown {
    const command = commandSchema.parse(input);
    switch (command.action) {
      case 'add_fault':
        this.faults.add(command.rule);
        break;
      case 'add_push_fault':
        this.pushFaults.add(command.fault);
        break;
      case 'clear_faults':
        this.faults.clear();
        this.pushFaults.clear();
        break;
      case 'advance_clock':
        this.advanceClock(command.byMs);
        break;
      case 'set_price':
        this.setPrice(command.symbol, command.price);
        break;
      case 'set_halted':
        this.setHalted(command.symbol, command.isHalted);
        break;
      case 'set_duplicate_order_ids':
        this.#engine.duplicateOrderIds = command.mode;
        break;
      case 'place_elsewhere':
        this.otherHands.place(command);
        break;
      case 'enlarge_elsewhere':
        this.otherHands.enlarge(command);
        break;
      case 'reprice_elsewhere':
        this.otherHands.reprice(command);
        break;
      case 'received':
        return { ok: true, received: this.#received, total: this.#receivedTotal };
    }
    return { ok: true };
  }

  #instrument(symbol: string): PricedInstrument {
    const instrument = this.#market.instrument(symbol);
    if (instrument === null) throw new RangeError(`unknown symbol ${symbol.slice(0, 32)}`);
    return instrument;
  }
}
