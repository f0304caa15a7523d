import type { OptionKey } from '../../src/shared/domain/option.ts';
import type { Provenance } from '../../src/shared/domain/provenance.ts';

export function optionQuote(option: OptionKey, provenance: Provenance) {
  return {
    option,
    bidPrice: '6.05',
    bidSize: '20',
    askPrice: '6.15',
    askSize: '30',
    lastPrice: '6.1',
    middlePrice: '6.1',
    markPrice: null,
    openPrice: '6',
    highPrice: '6.2',
    lowPrice: '5.9',
    previousClose: '6',
    change: '0.1',
    volume: '100',
    openInterest: '1500',
    multiplier: '100',
    impliedVolatility: '0.253',
    provenance,
  };
}

export function future(code: string) {
  return {
    code,
    name: 'Crude Oil',
    product: 'CL',
    month: '2026-12',
    lastTradingDay: '2026-11-20',
    firstNoticeDay: null,
    currency: 'USD',
    exchange: 'NYMEX',
    multiplier: '1000',
    tickSize: '0.01',
    isTradeable: true,
    isContinuous: null,
  };
}

export function futureQuote(code: string, provenance: Provenance) {
  return {
    code,
    currency: 'USD',
    multiplier: '1000',
    lastPrice: '60.25',
    lastSize: '1',
    bidPrice: '60.24',
    bidSize: '10',
    askPrice: '60.26',
    askSize: '12',
    openPrice: '60',
    highPrice: '60.5',
    lowPrice: '59.9',
    averagePrice: null,
    settlementPrice: '60.1',
    change: '0.15',
    limitUp: null,
    limitDown: null,
    volume: '5000',
    openInterest: '310000',
    openInterestChange: '-120',
    provenance,
  };
}

export function warrant(symbol: string) {
  return {
    symbol,
    name: 'SGTENCT@EC2612A',
    type: 'call',
    strike: '450',
    callPrice: null,
    expiry: '2026-12-28',
    lastPrice: '0.125',
    changeRate: '-0.02',
    volume: '1000000',
    premium: '0.12',
    leverageRatio: '8.1',
    effectiveLeverage: '5.2',
    impliedVolatility: '0.35',
    delta: '0.4',
    outstandingRatio: '0.22',
    entitlementRatio: '100',
    lotSize: '10000',
  };
}

export function warrantQuote(symbol: string, provenance: Provenance) {
  return {
    symbol,
    name: 'SGTENCT@EC2612A',
    underlying: '00700',
    securityType: 'WAR',
    right: 'call',
    currency: 'HKD',
    strike: '450',
    callPrice: null,
    expiry: '2026-12-28',
    lotSize: '10000',
    entitlementRatio: '100',
    tickSize: '0.001',
    isHalted: false,
    lastPrice: '0.125',
    previousClose: '0.128',
    openPrice: '0.128',
    highPrice: '0.13',
    lowPrice: '0.12',
    volume: '1000000',
    turnover: '125000',
    premium: '0.12',
    outstandingRatio: '0.22',
    impliedVolatility: '0.35',
    inOutPrice: '-0.05',
    delta: '0.4',
    leverageRatio: '8.1',
    breakevenPrice: '462.5',
    provenance,
  };
}
