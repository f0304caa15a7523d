import * as z from 'zod';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { exchangeRate } from '../ledger/money.ts';
import { companyFacts } from '../market/company-facts.ts';
import type { Instrument } from '../market/instrument.ts';
import { hashText, lineNoise, uniformAt } from '../market/noise.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { dateText, parseDate } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalText, readBiz, readTime, wireRatio } from './biz-parameters.ts';
import { readStocks } from './instrument-reader.ts';

const FIELDS_MAX = 50;
const DAYS_MAX = 400;
const SPAN_DAYS_DEFAULT = 30;
const REPORT_YEARS_DEFAULT = 4;
const FILING_DELAY_DAYS = 34;
/** Currencies that are converted, in US dollars. */
const RATES: Readonly<Record<string, number>> = {
  USD: 1,
  HKD: Number(exchangeRate('HKD', 'USD')),
  CNH: 0.1408,
  CNY: 0.1408,
  SGD: 0.7672,
  AUD: 0.6468,
  NZD: 0.5622,
  EUR: 1.1524,
  JPY: 0.0064,
};
/** Free currencies move by up to this part; those of pegged ones do not. */
const RATE_WANDER = 0.015;

const fieldsSchema = z.looseObject({
  fields: z.array(wireText).min(1).max(FIELDS_MAX),
  period_type: optionalText,
});
const currencySchema = z.looseObject({ currency_list: z.array(wireText).min(1).max(FIELDS_MAX) });

export const financialMethods: MethodGroup = {
  financial_daily: financialDaily,
  financial_report: financialReport,
  financial_currency: (services, { biz }) =>
    readStocks(services, biz).map(({ listing }) => ({
      symbol: listing.symbol,
      market: listing.market,
      currency: listing.currency,
    })),
  financial_exchange_rate: (services, { biz }) => {
    const days = readDays(services, biz, 'US');
    const { zone } = services.market.schedule('US');
    return readBiz(currencySchema, biz).currency_list.map((currency) => {
      const rate = Object.hasOwn(RATES, currency) ? RATES[currency] : undefined;
      if (rate === undefined)
        throw businessError(
          `currency ${currency.slice(0, 5)} not supported, supported: ${Object.keys(RATES).join(' ')}`,
        );
      const isFixed = currency === 'USD' || currency === 'HKD';
      const wander = (day: number) =>
        isFixed ? 0 : RATE_WANDER * lineNoise(hashText(currency, 0), day / 30);
      return {
        currency,
        dailyValueList: days.map((day) => ({
          date: zone.instant(day, 0),
          value: wireRatio(rate * (1 + wander(day))),
        })),
      };
    });
  },
};

/** Business days of the span asked for, ascending. */
function readDays(
  { market, clock }: GatewayServices,
  biz: MethodCall['biz'],
  name: 'US' | 'HK',
): readonly number[] {
  const schedule = market.schedule(name);
  const { zone } = schedule;
  const today = zone.dayNumber(clock.nowMs());
  const endMs = readTime(biz, 'end_date', zone);
  const beginMs = readTime(biz, 'begin_date', zone);
  const last = Math.min(today, endMs === null ? today : zone.dayNumber(endMs));
  const first = beginMs === null ? last - SPAN_DAYS_DEFAULT : zone.dayNumber(beginMs);
  const days: number[] = [];
  for (let day = last; day >= first && days.length < DAYS_MAX; day -= 1) {
    if (schedule.day(day) !== null) days.unshift(day);
  }
  return days;
}

function financialDaily(services: GatewayServices, { biz }: MethodCall) {
  const { fields } = readBiz(fieldsSchema, biz);
  return readStocks(services, biz).flatMap((instrument) => {
    const { listing, schedule } = instrument;
    const days = readDays(services, biz, listing.market);
    return fields.flatMap((field) =>
      days.map((day) => ({
        symbol: listing.symbol,
        date: schedule.zone.instant(day, 0),
        field,
        value: wireRatio(dailyValue(instrument, field, day), 4),
      })),
    );
  });
}

function dailyValue(instrument: Instrument, field: string, dayNumber: number): number {
  const { listing, schedule } = instrument;
  const price = instrument.endOf(schedule.before(dayNumber + 1)).shape.closeE4 / E4_PER_UNIT;
  const facts = companyFacts(listing);
  const values: Readonly<Record<string, number>> = {
    shares_outstanding: listing.sharesOutstanding,
    market_capitalization: listing.sharesOutstanding * price,
    pe_ttm: price / facts.earningsPerShare,
    pb: price / facts.bookPerShare,
    ps: price / facts.salesPerShare,
    dividend_yield: facts.dividendPerShare / price,
    adj_close: price,
  };
  return Object.hasOwn(values, field) ? (values[field] ?? 0) : genericRatio(listing.symbol, field);
}

function financialReport(services: GatewayServices, { biz }: MethodCall) {
  const { fields, period_type: asked } = readBiz(fieldsSchema, biz);
  const period = asked ?? 'Annual';
  if (!['Annual', 'Quarterly', 'LTM'].includes(period)) {
    throw businessError("'period_type' not supported, supported: Annual Quarterly LTM");
  }
  return readStocks(services, biz).flatMap((instrument) => {
    const ends = periodEnds(services, instrument, biz, period);
    return ends.flatMap((end) =>
      fields.map((field) => ({
        symbol: instrument.listing.symbol,
        currency: instrument.listing.currency,
        field,
        value: scientific(reportValue(instrument, field, end, period)),
        filingDate: dateText(end + FILING_DELAY_DAYS),
        periodEndDate: dateText(end),
      })),
    );
  });
}

/** Ends of the quarters (or years) that have been reported, newest first. */
function periodEnds(
  services: GatewayServices,
  { schedule }: Instrument,
  biz: MethodCall['biz'],
  period: string,
): number[] {
  const { zone } = schedule;
  const today = zone.dayNumber(services.clock.nowMs());
  const beginMs = readTime(biz, 'begin_date', zone);
  const endMs = readTime(biz, 'end_date', zone);
  const last = endMs === null ? today : Math.min(today, zone.dayNumber(endMs));
  const first = beginMs === null ? last - REPORT_YEARS_DEFAULT * 365 : zone.dayNumber(beginMs);
  const months = period === 'Annual' ? ['09-30'] : ['12-31', '09-30', '06-30', '03-31'];
  const ends: number[] = [];
  for (
    let year = Number(dateText(last).slice(0, 4));
    year >= Number(dateText(first).slice(0, 4));
    year -= 1
  ) {
    for (const month of months) {
      const end = parseDate(`${year}-${month}`) ?? 0;
      if (end >= first && end <= last && end + FILING_DELAY_DAYS <= today) ends.push(end);
    }
  }
  return ends;
}

function reportValue({ listing }: Instrument, field: string, end: number, period: string): number {
  const facts = companyFacts(listing);
  const years = (end - (parseDate('2026-09-30') ?? 0)) / 365;
  const scale = listing.sharesOutstanding * 1.08 ** years * (period === 'Quarterly' ? 0.25 : 1);
  const values: Readonly<Record<string, number>> = {
    total_revenue: facts.salesPerShare * scale,
    revenues: facts.salesPerShare * scale,
    gross_profit: facts.salesPerShare * 0.45 * scale,
    operating_income: facts.earningsPerShare * 1.25 * scale,
    net_income: facts.earningsPerShare * scale,
    total_assets: facts.assetsPerShare * listing.sharesOutstanding,
    total_equity: facts.bookPerShare * listing.sharesOutstanding,
    total_liabilities: (facts.assetsPerShare - facts.bookPerShare) * listing.sharesOutstanding,
    return_on_equity: facts.earningsPerShare / facts.bookPerShare,
    return_on_assets: facts.earningsPerShare / facts.assetsPerShare,
  };
  return Object.hasOwn(values, field) ? (values[field] ?? 0) : genericRatio(listing.symbol, field);
}

/** Any other field is a ratio that stays the same: believable is all it has to be. */
function genericRatio(symbol: string, field: string): number {
  return 0.05 + 0.4 * uniformAt(hashText(`${symbol} ${field}`, 0), 0);
}

/** `9.4E10`, the vendor's spelling of large figures. */
function scientific(value: number): string {
  if (Math.abs(value) < 1e7) return String(Number(value.toFixed(6)));
  const [digits = '0', exponent = '0'] = value.toExponential(6).split('e+');
  return `${Number(digits)}E${exponent}`;
}
