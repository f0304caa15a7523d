import type { Decimal } from '../../shared/domain/decimal.ts';

/** A part of a quote: members that this message does not carry are null, which says nothing about their value. */
export interface PushQuote {
  readonly kind: 'quote';
  readonly symbol: string;
  /** Options and futures have an identifier of their own. */
  readonly identifier: string | null;
  /** `basic` has prices and volume, `bbo` the best bid and ask, `all` both. */
  readonly part: 'basic' | 'bbo' | 'all';
  readonly lastPrice: Decimal | null;
  readonly lastPriceAtMs: number | null;
  readonly openPrice: Decimal | null;
  readonly highPrice: Decimal | null;
  readonly lowPrice: Decimal | null;
  readonly previousClose: Decimal | null;
  readonly averagePrice: Decimal | null;
  readonly volume: Decimal | null;
  readonly amount: Decimal | null;
  readonly openInterest: Decimal | null;
  readonly bidPrice: Decimal | null;
  readonly bidSize: Decimal | null;
  readonly askPrice: Decimal | null;
  readonly askSize: Decimal | null;
  readonly statusText: string | null;
  readonly asOfMs: number | null;
  /** When the service sent it, on its clock. */
  readonly sentAtMs: number | null;
}

interface DepthLevel {
  readonly price: Decimal;
  readonly size: Decimal;
  readonly orderCount: number | null;
}

export interface PushDepth {
  readonly kind: 'depth';
  readonly symbol: string;
  /** Best first. */
  readonly asks: readonly DepthLevel[];
  readonly bids: readonly DepthLevel[];
  readonly asOfMs: number | null;
}

export interface PushTrade {
  /** Counts the trades of a symbol; a hole is a gap. */
  readonly sequence: bigint;
  readonly price: Decimal;
  readonly size: Decimal;
  readonly timeMs: number | null;
  /** The vendor's signs: `+` buyer, `-` seller, `*` neither. */
  readonly direction: string | null;
  readonly condition: string | null;
  readonly exchangeCode: string | null;
}

export interface PushTrades {
  readonly kind: 'trades';
  readonly symbol: string;
  readonly trades: readonly PushTrade[];
  readonly asOfMs: number | null;
}

export interface PushBar {
  readonly kind: 'bar';
  readonly symbol: string;
  readonly startMs: number | null;
  readonly openPrice: Decimal | null;
  readonly highPrice: Decimal | null;
  readonly lowPrice: Decimal | null;
  readonly closePrice: Decimal | null;
  readonly averagePrice: Decimal | null;
  readonly volume: Decimal | null;
  readonly amount: Decimal | null;
}

export interface PushOrder {
  readonly kind: 'order';
  readonly account: string;
  /** Decimal text of the 64-bit id. */
  readonly brokerOrderId: string;
  readonly symbol: string;
  readonly identifier: string | null;
  readonly securityType: string;
  readonly side: string;
  readonly orderType: string;
  /** Texts of wire contract 4.1. */
  readonly status: string;
  readonly quantity: Decimal | null;
  readonly filledQuantity: Decimal | null;
  readonly averageFillPrice: Decimal | null;
  readonly limitPrice: Decimal | null;
  readonly stopPrice: Decimal | null;
  readonly commission: Decimal | null;
  /** Why it was refused or lapsed. */
  readonly errorText: string | null;
  readonly userMark: string | null;
  readonly openedAtMs: number | null;
  readonly updatedAtMs: number | null;
}

export interface PushFill {
  readonly kind: 'fill';
  readonly account: string;
  readonly fillId: string;
  readonly brokerOrderId: string;
  readonly symbol: string;
  readonly identifier: string | null;
  readonly side: string;
  readonly price: Decimal | null;
  readonly quantity: Decimal;
  readonly timeMs: number | null;
}

export interface PushPosition {
  readonly kind: 'position';
  readonly account: string;
  readonly symbol: string;
  readonly identifier: string | null;
  readonly securityType: string;
  readonly currency: string;
  /** Negative when short. */
  readonly quantity: Decimal | null;
  readonly salableQuantity: Decimal | null;
  readonly averageCost: Decimal | null;
  readonly lastPrice: Decimal | null;
  readonly marketValue: Decimal | null;
  readonly unrealizedPnl: Decimal | null;
  readonly asOfMs: number | null;
}

export interface PushAsset {
  readonly kind: 'asset';
  readonly account: string;
  readonly currency: string;
  /** S securities, C futures. */
  readonly segment: string;
  readonly availableFunds: Decimal | null;
  readonly excessLiquidity: Decimal | null;
  readonly netLiquidation: Decimal | null;
  readonly equityWithLoan: Decimal | null;
  readonly buyingPower: Decimal | null;
  readonly cashBalance: Decimal | null;
  readonly grossPositionValue: Decimal | null;
  readonly initialMargin: Decimal | null;
  readonly maintenanceMargin: Decimal | null;
  readonly asOfMs: number | null;
}

/** One list of the most active stocks or options of a market. */
export interface PushRanking {
  readonly kind: 'ranking';
  readonly of: 'stocks' | 'options';
  readonly market: string;
  readonly indicator: string;
  readonly rows: readonly {
    /** For an option: symbol, expiry, strike and right, parted by spaces. */
    readonly name: string;
    readonly lastPrice: Decimal | null;
    readonly value: Decimal | null;
  }[];
  readonly asOfMs: number | null;
}

export type PushEvent =
  | PushQuote
  | PushDepth
  | PushTrades
  | PushBar
  | PushOrder
  | PushFill
  | PushPosition
  | PushAsset
  | PushRanking;
