import type { ExactNumber } from '../wire/exact-number.ts';

/** Legs that come alive when the main order, a limit order, is filled: one to take profit, one to stop the loss. */
interface AttachedLegs {
  readonly attach_type?: 'PROFIT' | 'LOSS' | 'BRACKETS';
  readonly profit_taker_price?: ExactNumber;
  readonly profit_taker_tif?: 'DAY' | 'GTC';
  readonly profit_taker_rth?: boolean;
  readonly stop_loss_price?: ExactNumber;
  /** Makes the stop leg a stop-limit. */
  readonly stop_loss_limit_price?: ExactNumber;
  readonly stop_loss_tif?: 'DAY' | 'GTC';
  readonly stop_loss_rth?: boolean;
  readonly stop_loss_trailing_percent?: ExactNumber;
  readonly stop_loss_trailing_amount?: ExactNumber;
}

/** TWAP and VWAP. */
interface AlgoParam {
  readonly tag: 'start_time' | 'end_time' | 'no_take_liq' | 'allow_past_end_time' | 'participation_rate';
  /** Times in milliseconds; the rate is a fraction from 0.01 to 0.5. */
  readonly value: ExactNumber | number | boolean | null;
}

/** Orders of type ICEBERG: a limit order of which only a part is shown at a time. Times in milliseconds. */
interface Iceberg {
  readonly display_size?: bigint;
  /** `display_size` if absent. */
  readonly min_display_size?: bigint;
  /** Seconds; Tiger decides if absent. */
  readonly check_intervals?: number;
  readonly price_type?: 'LIMIT_PRICE' | 'ASK_PRICE' | 'BID_PRICE' | 'LATEST_PRICE';
  readonly start_time?: number;
  readonly end_time?: number;
}

interface ContractLeg {
  readonly symbol: string;
  readonly sec_type: string;
  /** `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
  readonly action: 'BUY' | 'SELL';
  readonly ratio: number;
}

/** Which instrument, beside symbol, type and currency. */
interface ContractDetails {
  readonly exchange?: string;
  readonly local_symbol?: string;
  readonly market?: string;
  /** Options and warrants: `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
  readonly multiplier?: ExactNumber;
}

/** What an order may carry beside its price and quantity (wire contract 5.1). */
export interface OrderDetails extends ContractDetails, AttachedLegs, Iceberg {
  readonly limit_price?: ExactNumber;
  /** The trigger of a stop order, the distance of a trailing one. */
  readonly aux_price?: ExactNumber;
  /** Trailing orders; excludes `aux_price`. */
  readonly trailing_percent?: ExactNumber;
  readonly trail_stop_price?: ExactNumber;
  readonly percent_offset?: ExactNumber;
  /** By which fraction Tiger may move a limit price that is off the tick; above zero upwards. */
  readonly adjust_limit?: ExactNumber;
  /** GTD only: milliseconds. */
  readonly expire_time?: number;
  readonly trading_session_type?: string;
  readonly user_mark?: string;
  /** The account-level number from `order_no`. */
  readonly order_id?: bigint;
  readonly algo_params?: readonly AlgoParam[];
  readonly contract_legs?: readonly ContractLeg[];
  readonly combo_type?: string;
}

/** One of two orders of which the first to fill cancels the other; each names its account itself. */
export interface OcaOrder {
  readonly account: string;
  readonly symbol: string;
  readonly sec_type: string;
  readonly currency: string;
  readonly order_type: 'LMT' | 'STP' | 'STP_LMT';
  readonly action: 'BUY' | 'SELL';
  readonly total_quantity: bigint;
  readonly total_quantity_scale?: number;
  readonly limit_price?: ExactNumber;
  readonly aux_price?: ExactNumber;
  readonly time_in_force?: string;
  readonly outside_rth?: boolean;
}
