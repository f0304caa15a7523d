import type { OptionTopData, StockTopData } from '../generated/top_data_pb.ts';
import type { PushRanking } from '../push-event.ts';
import { fromDouble, priceOf, timeOf } from '../wire-value.ts';

export function stockRankings(data: StockTopData): PushRanking[] {
  return data.topData.map(({ targetName, item }) => ({
    kind: 'ranking',
    of: 'stocks',
    market: data.market,
    indicator: targetName,
    rows: item.map((row) => ({
      name: row.symbol,
      lastPrice: priceOf(row.latestPrice),
      value: fromDouble(row.targetValue),
    })),
    asOfMs: timeOf(data.timestamp),
  }));
}

/** Single large trades (`bigOrder`) are ranked by their amount, the other lists by what they are named after. */
export function optionRankings(data: OptionTopData): PushRanking[] {
  return data.topData.map(({ targetName, bigOrder, item }) => ({
    kind: 'ranking',
    of: 'options',
    market: data.market,
    indicator: targetName,
    rows: [
      ...bigOrder.map((row) => ({
        name: optionName(row),
        lastPrice: priceOf(row.price),
        value: fromDouble(row.amount),
      })),
      ...item.map((row) => ({
        name: optionName(row),
        lastPrice: priceOf(row.latestPrice),
        value: fromDouble(rankedValue(targetName, row)),
      })),
    ],
    asOfMs: timeOf(data.timestamp),
  }));
}

interface OptionName {
  readonly symbol: string;
  readonly expiry: string;
  readonly strike: string;
  readonly right: string;
}

function optionName({ symbol, expiry, strike, right }: OptionName): string {
  return `${symbol} ${expiry} ${strike} ${right}`;
}

function rankedValue(
  indicator: string,
  row: { readonly totalAmount: number; readonly totalVolume: number; readonly totalOpenInt: number },
): number {
  if (indicator === 'amount') return row.totalAmount;
  return indicator === 'openInt' ? row.totalOpenInt : row.totalVolume;
}
