import type { Execution, LedgerState } from '../../src/gateway/ledger/ledger-state.ts';

/**
 * Books of one account, made anew from its opening money, its executions and its movements of money, in whole numbers
 * and without the gateway's own arithmetic.
 */
interface Books {
  /** `SEC USD` and the like, in cents. */
  readonly cash: ReadonlyMap<string, bigint>;
  /** Per symbol, in millionths. */
  readonly positions: ReadonlyMap<string, bigint>;
}

const CENT_PLACES = 2;
const QUANTITY_PLACES = 6;
const FUTURE = /^[A-Z]{1,4}\d{4}$/;
const HK = /^(\d{5}$|[A-Z]{3}\.HK)/;

/** @throws RangeError if there are more places than the unit has: no rounding is allowed here */
function units(text: string, places: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`${text} is no decimal`);
  const [, sign, whole = '', fraction = ''] = match;
  const kept = fraction.padEnd(places, '0');
  if (/[1-9]/.test(kept.slice(places))) throw new RangeError(`${text} has parts below the unit`);
  return BigInt(`${sign}${whole}${kept.slice(0, places)}`);
}

const cents = (text: string) => units(text, CENT_PLACES);
const segmentOf = (symbol: string) => (FUTURE.test(symbol) ? 'FUT' : 'SEC');
const currencyOf = (symbol: string) => (HK.test(symbol) ? 'HKD' : 'USD');

/** @returns one line for each difference between the ledger and the books made anew */
export function bookDifferences(state: Readonly<LedgerState>): readonly string[] {
  return Object.values(state.accounts).flatMap((account) => {
    const books = booksOf(state, account.account);
    const findings: string[] = [];
    const compare = (what: string, ledger: bigint, own: bigint) => {
      if (ledger !== own) findings.push(`${account.account} ${what}: ledger ${ledger}, books ${own}`);
    };
    for (const [segment, cash] of [
      ['SEC', account.cash],
      ['FUT', account.futures.cash],
    ] as const) {
      for (const currency of ['USD', 'HKD'] as const) {
        compare(
          `cash ${segment} ${currency}`,
          cents(cash[currency]),
          books.cash.get(`${segment} ${currency}`) ?? 0n,
        );
      }
    }
    const symbols = new Set([...books.positions.keys(), ...Object.keys(account.positions)]);
    for (const symbol of symbols) {
      const held = units(account.positions[symbol]?.quantity ?? '0', QUANTITY_PLACES);
      compare(`position ${symbol}`, held, books.positions.get(symbol) ?? 0n);
    }
    return [...findings, ...feeDifferences(state, account.account)];
  });
}

function booksOf(state: Readonly<LedgerState>, account: string): Books {
  const cash = new Map<string, bigint>();
  const positions = new Map<string, bigint>();
  const add = (map: Map<string, bigint>, key: string, amount: bigint) =>
    map.set(key, (map.get(key) ?? 0n) + amount);
  const opened = state.accounts[account]!;
  add(cash, 'SEC USD', cents(opened.initialCash.USD));
  add(cash, 'SEC HKD', cents(opened.initialCash.HKD));
  for (const execution of state.executions.filter((item) => item.account === account)) {
    const { symbol, quantity, fees } = execution;
    const isBuy = execution.side === 'BUY';
    add(positions, symbol, isBuy ? units(quantity, QUANTITY_PLACES) : -units(quantity, QUANTITY_PLACES));
    const key = `${segmentOf(symbol)} ${currencyOf(symbol)}`;
    add(cash, key, (isBuy ? -1n : 1n) * cents(execution.amount) - cents(fees));
  }
  // A future that is still held was not paid for: what its cost total says was only agreed on.
  for (const { symbol, costTotal } of Object.values(opened.positions)) {
    if (segmentOf(symbol) === 'FUT') add(cash, `FUT ${currencyOf(symbol)}`, cents(costTotal));
  }
  for (const movement of state.movements.filter((item) => item.account === account)) {
    add(cash, `${movement.fromSegment} ${movement.fromCurrency}`, -cents(movement.fromAmount));
    add(cash, `${movement.toSegment} ${movement.toCurrency}`, cents(movement.toAmount));
  }
  return { cash, positions };
}

/** Every order against its own executions, and all fees against what the account paid. */
function feeDifferences(state: Readonly<LedgerState>, account: string): readonly string[] {
  const byOrder = new Map<string, Execution[]>();
  for (const execution of state.executions) {
    byOrder.set(execution.orderId, [...(byOrder.get(execution.orderId) ?? []), execution]);
  }
  return Object.values(state.orders)
    .filter((order) => order.account === account)
    .flatMap((order) => {
      const fills = byOrder.get(order.id) ?? [];
      const fees = fills.reduce((total, fill) => total + cents(fill.fees), 0n);
      const filled = fills.reduce((total, fill) => total + units(fill.quantity, QUANTITY_PLACES), 0n);
      const perUnit = BigInt(order.combo?.legs.reduce((total, leg) => total + leg.ratio, 0) ?? 1);
      const shown = units(order.filledQuantity, QUANTITY_PLACES) * perUnit;
      const isOver = units(order.filledQuantity, QUANTITY_PLACES) > units(order.quantity, QUANTITY_PLACES);
      return [
        ...(fees === cents(order.fees)
          ? []
          : [`order ${order.id}: fees ${order.fees}, its fills paid ${fees} cents`]),
        ...(filled === shown
          ? []
          : [`order ${order.id}: filled ${order.filledQuantity}, its fills say ${filled}`]),
        ...(isOver ? [`order ${order.id}: filled beyond its size`] : []),
      ];
    });
}
