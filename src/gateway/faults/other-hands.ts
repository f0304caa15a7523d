import { decimal } from '../../shared/domain/decimal.ts';
import { parseExactJson } from '../../tiger/wire/exact-json.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import type { OrderEngine } from '../matching/order-engine.ts';
import { readOrderRequest } from '../matching/order-request.ts';
import { isOpenStatus } from '../matching/order-state.ts';
import type { BizParameters } from '../methods/biz-parameters.ts';
import type { LedgerStore } from '../store/ledger-store.ts';

export interface OtherHandsDeps {
  readonly store: LedgerStore;
  readonly engine: OrderEngine;
  readonly nowMs: () => number;
}

/** What somebody does in the first account with another program: no request of the client under test says so. */
export class OtherHands {
  readonly #deps: OtherHandsDeps;

  constructor(deps: OtherHandsDeps) {
    this.#deps = deps;
  }

  /** A market order. @throws GatewayRefusal */
  place(order: { readonly symbol: string; readonly side: 'BUY' | 'SELL'; readonly quantity: number }): void {
    const { symbol, side, quantity } = order;
    const biz = { symbol, sec_type: 'STK', action: side, order_type: 'MKT', total_quantity: quantity };
    const request = readOrderRequest(parseExactJson(JSON.stringify(biz)) as BizParameters);
    this.#deps.engine.place(this.#account(), request);
    this.#deps.engine.advance();
  }

  /** Makes the newest open order of a symbol larger. @throws RangeError if there is none */
  enlarge({ symbol, quantity }: { readonly symbol: string; readonly quantity: number }): void {
    const { store, engine, nowMs } = this.#deps;
    const order = Object.values(store.state.orders).findLast(
      (each) => each.symbol === symbol && isOpenStatus(each.status),
    );
    if (order === undefined) throw new RangeError(`no open order on ${symbol.slice(0, 32)}`);
    const patch = { quantity: decimal(quantity), updatedAtMs: nowMs() };
    store.apply({ kind: 'order_changed', id: order.id, patch });
    store.flush();
    engine.advance();
  }

  /** Gives the newest open limit order of a symbol another limit. @throws RangeError if there is none */
  reprice({ symbol, price }: { readonly symbol: string; readonly price: string }): void {
    const { store, engine, nowMs } = this.#deps;
    const order = Object.values(store.state.orders).findLast(
      (each) => each.symbol === symbol && each.orderType === 'LMT' && isOpenStatus(each.status),
    );
    if (order === undefined) throw new RangeError(`no open limit order on ${symbol.slice(0, 32)}`);
    const patch = { limitPrice: decimal(price), updatedAtMs: nowMs() };
    store.apply({ kind: 'order_changed', id: order.id, patch });
    store.flush();
    engine.advance();
  }

  #account(): AccountState {
    const [account] = Object.values(this.#deps.store.state.accounts);
    if (account === undefined) throw new RangeError('there is no account');
    return account;
  }
}
