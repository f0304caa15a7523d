import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { findListing } from '../../src/gateway/market/find-listing.ts';
import { ExactNumber } from '../../src/tiger/wire/exact-number.ts';
import { type GatewayFixture, gatewayFixture } from './gateway-fixture.ts';
import { postSigned } from './signed-request.ts';

export interface MethodFixture {
  readonly method: string;
  readonly version: string;
  readonly biz_content: unknown;
  readonly response_data: unknown;
}

const VECTORS = join(import.meta.dirname, '..', 'vectors', 'tiger', 'method_fixtures.json');
export const methodFixtures: readonly MethodFixture[] = JSON.parse(readFileSync(VECTORS, 'utf8'));
const PAPER = '20990101000000001';
const SECOND = '20990101000000003';
const OPTION = 'AAPL  261218C00270000';

/** What the fixture asks for, with our accounts, instruments and records. */
const ADAPTED: Readonly<Record<string, object>> = {
  option_brief: { option_basic: [element()] },
  option_depth: { option_basic: [element()] },
  option_chain: { option_basic: [{ symbol: 'AAPL', expiry: 1797570000000 }] },
  option_trade_tick: [element()],
  market_scanner: {
    base_filter_list: [{ field_name: 'StockField_MarketValue', filter_min: 1_000_000_000 }],
  },
  place_order: {
    limit_price: '200.5',
    total_quantity: 100,
    attach_type: 'PROFIT',
    profit_taker_price: '230',
  },
  preview_order: { limit_price: '201.5' },
  transfer_segment_fund: { amount: 100 },
  place_forex_order: { source_amount: 100 },
  estimate_tradable_quantity: { limit_price: '201.5' },
  position_transfer: {
    from_account: PAPER,
    to_account: SECOND,
    transfers: [{ symbol: 'AAPL', quantity: 1 }],
  },
  position_transfer_records: { account_id: PAPER },
  filled_orders: { start_date: '2026-11-01', end_date: '2026-11-30' },
};

function element() {
  return { symbol: 'AAPL', expiry: 1797570000000, right: 'CALL', strike: '270' };
}

/** A gateway with a filled share, an open option, an open order, an exercise and transfers of every kind. */
export interface StockedGateway {
  readonly fixture: GatewayFixture;
  readonly ids: Readonly<Record<'filled' | 'working' | 'exercise', bigint>>;
  readonly transferId: string;
  /** The `id` in the answer of one signed call. */
  idOf(method: string, biz: object): Promise<bigint>;
}

export async function stockedGateway(): Promise<StockedGateway> {
  const clock = new ManualClock({ startMs: Date.parse('2026-11-23T17:00:00Z') });
  const fixture = await gatewayFixture({
    clock,
    tigerIds: [
      {
        tigerId: '20990001',
        accounts: [{ account: PAPER, cash: { USD: '1000000', HKD: '100000' } }, { account: SECOND }],
      },
    ],
  });
  const idOf = async (method: string, biz: object): Promise<bigint> => {
    const call = { properties: fixture.gateway.properties, method, biz: { account: PAPER, ...biz } };
    const { text } = await postSigned(fixture.gateway.url, call);
    return BigInt(/"id":"?(\d+)/.exec(text)?.[1] ?? '0');
  };
  const base = { symbol: 'AAPL', currency: 'USD', action: 'BUY', order_type: 'MKT', total_quantity: 5 };
  const filled = await idOf('place_order', {
    ...base,
    sec_type: 'STK',
    order_type: 'LMT',
    limit_price: 400,
  });
  const option = {
    sec_type: 'OPT',
    order_type: 'LMT',
    limit_price: 90,
    expiry: '20261218',
    strike: 270,
    right: 'CALL',
  };
  await idOf('place_order', { ...base, ...option });
  const working = { ...base, sec_type: 'STK', order_type: 'LMT', limit_price: 100 };
  const cancelled = await idOf('place_order', working);
  await fixture.call('cancel_order', { id: cancelled });
  const workingId = await idOf('place_order', working);
  fixture.gateway.control?.door.advanceClock(10_000);
  await fixture.call('orders');
  const exercise = { contract_id: findListing(OPTION)?.contractId, type: 'Exercise', quantity: 1 };
  await fixture.call('option_exercise_submit', { ...exercise, executing_date: '20261218' });
  const exerciseId = await idOf('option_exercise_record', {});
  await fixture.call('transfer_segment_fund', {
    from_segment: 'SEC',
    to_segment: 'FUT',
    currency: 'USD',
    amount: 50,
  });
  await fixture.call('kline', { symbols: ['AAPL'], period: 'day' });
  const transfer = await idOf('position_transfer', { market: 'US', ...ADAPTED['position_transfer'] });
  const ids = { filled, working: workingId, exercise: exerciseId };
  return { fixture, ids, transferId: String(transfer), idOf };
}

/** What a recorded call asks, with the accounts, instruments and records of the gateway. @returns undefined: no biz_content */
export function bizOf(
  { ids, transferId }: StockedGateway,
  { method, biz_content: given }: MethodFixture,
): unknown {
  if (given === null) return undefined;
  const special = ADAPTED[method];
  if (Array.isArray(special)) return special;
  const biz: Record<string, unknown> = { ...(given as object), ...special };
  if (biz['account'] !== undefined) biz['account'] = PAPER;
  if (method === 'cancel_order') biz['id'] = ids['working'];
  if (method === 'order_transactions' && biz['order_id'] !== undefined) biz['order_id'] = ids['filled'];
  if (method === 'option_exercise_cancel') biz['id'] = ids['exercise'];
  if (method.startsWith('option_exercise')) biz['contract_id'] = findListing(OPTION)?.contractId;
  if (method === 'position_transfer_detail') Object.assign(biz, { id: transferId, account_id: PAPER });
  if (method === 'corporate_action' && biz['action_type'] === 'ipo') {
    Object.assign(biz, { symbols: ['ARM'], begin_date: 1672531200000 });
  }
  return biz;
}

/** The exact writer takes no fractions as plain numbers. */
export function exact(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : new ExactNumber(String(value));
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exact(member)]));
}

/** Methods of the contract without a fixture; the least that their answers must hold. */
export const CALLS_WITHOUT_FIXTURE: readonly (readonly [method: string, biz: object, shape: unknown])[] = [
  ['trading_calendar', { market: 'US' }, [{ date: '', type: '' }]],
  ['quote_stock_trade', { symbols: ['AAPL'] }, [{ symbol: '', lotSize: 1, minTick: 1, spreadScale: 0 }]],
  [
    'quote_delay',
    { symbols: ['AAPL'] },
    [{ symbol: '', preClose: 1, halted: 0, time: 1, close: 1, volume: 1 }],
  ],
  [
    'quote_depth',
    { symbols: ['00700'], market: 'HK' },
    [{ symbol: '', asks: [{ price: 1, count: 1, volume: 1 }], bids: [{ price: 1 }] }],
  ],
  [
    'stock_fundamental',
    { symbols: ['AAPL'], market: 'US' },
    { items: [{ symbol: '', roe: 1, pbRate: 1, week52High: 1, marketCap: 1 }] },
  ],
  [
    'capital_distribution',
    { symbol: 'AAPL', market: 'US' },
    { symbol: '', netInflow: 1, inAll: 1, inBig: 1, outAll: 1, outSmall: 1 },
  ],
  [
    'option_kline',
    { option_query: [{ ...element(), period: 'day' }] },
    [{ symbol: '', strike: '', items: [{ time: 1, close: 1, openInterest: 1 }] }],
  ],
  [
    'option_timeline',
    { market: 'HK', option_query: [{ symbol: 'TCH.HK', expiry: 1798560000000, right: 'CALL', strike: 610 }] },
    [
      {
        symbol: '',
        preClose: 1,
        openAndCloseTimeList: [[1]],
        minutes: [{ price: 1, avgPrice: 1, time: 1, volume: 1 }],
      },
    ],
  ],
  ['future_contracts', { type: 'CL' }, [{ contractCode: '', multiplier: 1, minTick: 1 }]],
  [
    'future_history_main_contract',
    { contract_codes: ['ESmain'], begin_time: 1767243600000 },
    [{ contractCode: '', mainReferItems: [{ time: 1, referContractCode: '' }] }],
  ],
  [
    'future_real_time_quote',
    { contract_codes: ['HSI2612'] },
    [{ contractCode: '', latestPrice: 1, settlement: 1, limitUp: 1, openInterest: 1 }],
  ],
  ['fund_all_symbols', {}, ['']],
  [
    'corporate_action',
    { action_type: 'earning', market: 'US', begin_date: 1767243600000, end_date: 1798693200000 },
    { AAPL: [{ reportDate: '', reportTime: '', fiscalQuarterEnding: '', expectedEps: 1 }] },
  ],
  [
    'financial_daily',
    { symbols: ['AAPL'], market: 'US', fields: ['shares_outstanding'] },
    [{ symbol: '', date: 1, field: '', value: 1 }],
  ],
  ['industry_list', { industry_level: 'GSECTOR' }, [{ id: '', industryLevel: '', nameCN: '', nameEN: '' }]],
  [
    'market_scanner_tags',
    { market: 'US' },
    [{ market: '', multiTagField: '', tagList: [{ tag: '', value: '' }] }],
  ],
  [
    'contracts',
    { symbols: ['AAPL'], sec_type: 'STK' },
    { items: [{ contractId: 1, tickSizes: [{ begin: '', tickSize: 1 }] }] },
  ],
  [
    'assets',
    {},
    {
      items: [
        { account: '', netLiquidation: 1, segments: [{ category: '' }], marketValues: [{ currency: '' }] },
      ],
    },
  ],
  [
    'analytics_asset',
    { start_date: '2026-11-01' },
    { summary: { pnl: 1, annualizedReturn: 1 }, history: [{ date: 1, asset: 1, deposit: 1 }] },
  ],
  [
    'fund_details',
    { seg_types: ['SEC'] },
    {
      page: 1,
      itemCount: 1,
      items: [{ id: 1, currency: '', segType: '', type: '', amount: 1, businessDate: '' }],
    },
  ],
  [
    'position_transfer_external_records',
    { account_id: PAPER, since_date: '2026-11-01', to_date: '2026-11-30' },
    [],
  ],
  [
    'option_exercise_position',
    { type: 'Exercise' },
    { pageNum: 1, items: [{ contractId: 1, stkSymbol: '', position: 1, availableQuantity: 1 }] },
  ],
];
