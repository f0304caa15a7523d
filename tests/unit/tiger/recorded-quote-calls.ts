import { corporateAction } from '../../../src/tiger/methods/corporate-methods.ts';
import {
  financialCurrency,
  financialExchangeRate,
  financialReport,
} from '../../../src/tiger/methods/financial-methods.ts';
import { brokerHold, capitalFlow, stockBroker } from '../../../src/tiger/methods/flow-methods.ts';
import { fundContracts, fundHistoryQuote, fundQuote } from '../../../src/tiger/methods/fund-methods.ts';
import {
  futureContinuousContract,
  futureContractByCode,
  futureContractsOfExchange,
  futureCurrentContract,
  futureExchange,
  futureTradingDate,
} from '../../../src/tiger/methods/future-contract-methods.ts';
import { futureDepth, futureKline, futureTick } from '../../../src/tiger/methods/future-quote-methods.ts';
import { industryStocks, stockIndustry } from '../../../src/tiger/methods/industry-methods.ts';
import { allSymbolNames, allSymbols, marketState } from '../../../src/tiger/methods/market-methods.ts';
import {
  allHkOptionSymbols,
  optionAnalysis,
  optionDepth,
  optionTradeTick,
} from '../../../src/tiger/methods/option-detail-methods.ts';
import {
  optionBrief,
  optionChain,
  optionExpiration,
} from '../../../src/tiger/methods/option-quote-methods.ts';
import {
  addonEntitlements,
  getQuotePermission,
  grabQuotePermission,
  klineQuota,
} from '../../../src/tiger/methods/permission-methods.ts';
import { kline, quoteRealTime } from '../../../src/tiger/methods/quote-methods.ts';
import { marketScanner } from '../../../src/tiger/methods/scanner-methods.ts';
import {
  brief,
  quoteOvernight,
  quoteShortableStocks,
  stockDetail,
  tradeRank,
} from '../../../src/tiger/methods/stock-methods.ts';
import { historyTimeline, timeline, tradeTick } from '../../../src/tiger/methods/tick-methods.ts';
import { warrantFilter, warrantRealTimeQuote } from '../../../src/tiger/methods/warrant-methods.ts';
import { exact, type RecordedCall, recorded } from './recorded-call.ts';

/** By the official SDK's name of the call, as in method_fixtures.json. */
export const QUOTE_CALLS: readonly RecordedCall[] = [
  recorded('get_market_status', marketState, { market: 'US' }),
  recorded('get_symbols', allSymbols, { market: 'US' }),
  recorded('get_symbol_names', allSymbolNames, { market: 'US' }),
  recorded('get_briefs', brief, {
    include_ask_bid: true,
    include_hour_trading: true,
    right: 'br',
    symbols: ['AAPL'],
  }),
  recorded('get_stock_briefs', quoteRealTime, { include_hour_trading: true, symbols: ['AAPL'] }),
  recorded('get_stock_briefs CC', quoteRealTime, {
    include_hour_trading: false,
    sec_type: 'CC',
    symbols: ['BTC.USD.PAXOS'],
  }),
  recorded('get_stock_details', stockDetail, { symbols: ['AAPL'] }),
  recorded('get_timeline', timeline, { begin_time: -1, include_hour_trading: true, symbols: ['AAPL'] }),
  recorded('get_timeline_history', historyTimeline, { date: '2026-11-20', right: 'br', symbols: ['AAPL'] }),
  recorded('get_bars_by_page', kline, {
    begin_time: -1,
    end_time: 1795434357504,
    limit: 10,
    period: '1min',
    right: 'br',
    symbols: ['AAPL'],
  }),
  recorded('get_trade_ticks', tradeTick, { begin_index: 0, end_index: 100, limit: 100, symbols: ['AAPL'] }),
  recorded('get_short_interest', quoteShortableStocks, { symbols: ['AAPL'] }),
  recorded('get_option_expirations', optionExpiration, { market: 'US', symbols: ['AAPL'] }),
  recorded('get_option_chain', optionChain, {
    market: 'US',
    option_basic: [{ expiry: 1797570000000, symbol: 'AAPL' }],
    return_greek_value: true,
  }),
  recorded('get_option_briefs', optionBrief, {
    option_basic: [{ expiry: 1797570000000, right: 'CALL', strike: exact('200.0'), symbol: 'AAPL' }],
  }),
  recorded('get_option_trade_ticks', optionTradeTick, [
    { expiry: 1797570000000, right: 'CALL', strike: exact('200.0'), symbol: 'AAPL' },
  ]),
  recorded('get_option_symbols', allHkOptionSymbols, { market: 'HK' }),
  recorded('get_option_depth', optionDepth, {
    market: 'US',
    option_basic: [{ expiry: 1797570000000, right: 'CALL', strike: exact('200.0'), symbol: 'AAPL' }],
  }),
  recorded('get_option_analysis', optionAnalysis, { symbols: [{ period: '52week', symbol: 'AAPL' }] }),
  recorded('get_future_exchanges', futureExchange, { sec_type: 'FUT' }),
  recorded('get_future_contracts', futureContractsOfExchange, { exchange_code: 'CME' }),
  recorded('get_current_future_contract', futureCurrentContract, { type: 'ES' }),
  recorded('get_future_contract', futureContractByCode, { contract_code: 'ES2612' }),
  recorded('get_future_continuous_contracts', futureContinuousContract, { type: 'ES' }),
  recorded('get_future_trading_times', futureTradingDate, { contract_code: 'ES2612' }),
  recorded('get_future_bars', futureKline, {
    begin_time: -1,
    contract_codes: ['ES2612'],
    end_time: -1,
    limit: 1000,
    period: '1min',
  }),
  recorded('get_future_trade_ticks', futureTick, {
    begin_index: 0,
    contract_code: 'ES2612',
    end_index: 30,
    limit: 1000,
  }),
  recorded('get_future_depth', futureDepth, { contract_codes: ['ES2612'] }),
  recorded('get_corporate_split', corporateAction, {
    action_type: 'split',
    begin_date: 1704085200000,
    end_date: 1735621200000,
    market: 'US',
    symbols: ['NVDA'],
  }),
  recorded('get_corporate_dividend', corporateAction, {
    action_type: 'dividend',
    begin_date: 1767243600000,
    end_date: 1798693200000,
    market: 'US',
    symbols: ['AAPL'],
  }),
  recorded('get_corporate_symbol_change', corporateAction, {
    action_type: 'symbol_change',
    begin_date: 1641013200000,
    end_date: 1672462800000,
    market: 'US',
    symbols: ['META'],
  }),
  recorded('get_corporate_delisting', corporateAction, {
    action_type: 'delisting',
    begin_date: 1641013200000,
    end_date: 1672462800000,
    market: 'US',
    symbols: ['TWTR'],
  }),
  recorded('get_corporate_ipo', corporateAction, {
    action_type: 'ipo',
    begin_date: 1767243600000,
    end_date: 1798693200000,
    market: 'US',
    symbols: ['ABC'],
  }),
  recorded('get_financial_report', financialReport, {
    fields: ['net_income'],
    market: 'US',
    period_type: 'Annual',
    symbols: ['AAPL'],
  }),
  recorded('get_financial_currency', financialCurrency, { market: 'US', symbols: ['AAPL'] }),
  recorded('get_financial_exchange_rate', financialExchangeRate, {
    begin_date: 1793505600000,
    currency_list: ['HKD'],
    end_date: 1795150800000,
    timezone: 'US/Eastern',
  }),
  recorded('get_industry_stocks', industryStocks, { industry_id: '50203010', market: 'US' }),
  recorded('get_stock_industry', stockIndustry, { market: 'US', symbol: 'AAPL' }),
  recorded('market_scanner', marketScanner, {
    base_filter_list: [
      {
        field_name: 'StockField_MarketValue',
        filter_max: null,
        filter_min: exact('1000000000.0'),
        is_no_filter: false,
      },
    ],
    market: 'US',
    page: 0,
    page_size: 10,
  }),
  recorded('grab_quote_permission', grabQuotePermission, {}),
  recorded('get_quote_permission', getQuotePermission, {}),
  recorded('get_addon_entitlement', addonEntitlements, {}),
  recorded('get_stock_broker', stockBroker, { limit: 10, symbol: '00700' }),
  recorded('get_broker_hold', brokerHold, {
    direction: 'SortDir_Descend',
    limit: 50,
    market: 'HK',
    order_by: 'marketValue',
    page: 0,
  }),
  recorded('get_capital_flow', capitalFlow, {
    begin_time: -1,
    end_time: -1,
    limit: 200,
    market: 'US',
    period: 'day',
    symbol: 'AAPL',
  }),
  recorded('get_warrant_briefs', warrantRealTimeQuote, { symbols: ['15792'] }),
  recorded('get_warrant_filter', warrantFilter, { page_size: 50, symbol: '00700' }),
  recorded('get_kline_quota', klineQuota, { with_details: true }),
  recorded('get_fund_contracts', fundContracts, { symbols: ['IE00B464Q616.USD'] }),
  recorded('get_fund_quote', fundQuote, { symbols: ['IE00B464Q616.USD'] }),
  recorded('get_fund_history_quote', fundHistoryQuote, {
    begin_time: 1795012200000,
    end_time: 1795444200000,
    limit: 3,
    symbols: ['IE00B464Q616.USD'],
  }),
  recorded('get_trade_rank', tradeRank, { market: 'US' }),
  recorded('get_quote_overnight', quoteOvernight, { symbols: ['AAPL'] }),
];
