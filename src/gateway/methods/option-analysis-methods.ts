import * as z from 'zod';
import { wireBooleanOrNull } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { hashText, lineNoise, uniformAt } from '../market/noise.ts';
import { historicalVolatility, impliedVolatility } from '../market/option-instrument.ts';
import type { GatewayServices, MethodGroup } from '../method-table.ts';
import { optionalText, symbolParameter, wireRatio } from './biz-parameters.ts';
import { OPTIONS_MAX, optionClass } from './option-reader.ts';

const DAYS: Readonly<Record<string, number>> = { '3year': 1095, '52week': 364, '26week': 182, '13week': 91 };
const MONTH_YEARS = 30 / 365;
/** How far volatility wanders around its level. */
const WANDER = 0.35;
const LIST_STEP_DAYS = 7;

const elementSchema = z.looseObject({
  symbol: symbolParameter,
  period: optionalText,
  require_volatility_list: wireBooleanOrNull,
});
const listSchema = z.array(elementSchema).min(1).max(OPTIONS_MAX);
type Element = z.output<typeof elementSchema>;

export const optionAnalysisMethods: MethodGroup = {
  option_analysis: (services, { biz }) => {
    const result = listSchema.safeParse(biz['symbols']);
    if (!result.success) throw businessError(`symbols cannot be empty and cannot exceed ${OPTIONS_MAX}`);
    return result.data.map((element) => analysis(services, element));
  },
};

function analysis(services: GatewayServices, element: Element) {
  const period = element.period ?? '52week';
  const reach = Object.hasOwn(DAYS, period) ? DAYS[period] : undefined;
  if (reach === undefined)
    throw businessError(`'period' not supported, supported: ${Object.keys(DAYS).join(' ')}`);
  const { stock, instrument } = optionClass(services, element.symbol);
  const { zone } = instrument.schedule;
  const today = zone.dayNumber(services.clock.nowMs());
  const at = (day: number) => volatilityOn(stock, day);
  const days = Array.from(
    { length: Math.floor(reach / LIST_STEP_DAYS) + 1 },
    (_, index) => today - reach + index * LIST_STEP_DAYS,
  );
  const past = days.map((day) => at(day).implied);
  const now = at(today);
  const least = Math.min(...past, now.implied);
  const most = Math.max(...past, now.implied);
  return {
    symbol: element.symbol,
    impliedVol30Days: wireRatio(now.implied),
    hisVolatility: wireRatio(now.historical),
    ivHisVRatio: wireRatio(now.implied / now.historical, 4),
    callPutRatio: wireRatio(0.7 + 0.9 * uniformAt(hashText(stock.symbol, 11), today), 4),
    impliedVolMetric: {
      period,
      percentile: wireRatio(past.filter((value) => value < now.implied).length / past.length, 4),
      rank: wireRatio(most === least ? 0 : (now.implied - least) / (most - least), 4),
    },
    ...(element.require_volatility_list === false
      ? {}
      : {
          volatilityList: days.map((day) => ({
            impliedVol30Days: wireRatio(at(day).implied),
            hisVolatility: wireRatio(at(day).historical),
            timestamp: zone.instant(day, 0),
          })),
        }),
  };
}

/** Wanders around the level that today's options are priced with. */
function volatilityOn(stock: Parameters<typeof historicalVolatility>[0], day: number) {
  const channel = hashText(`volatility ${stock.symbol}`, 0);
  const wave = (days: number, index: number) => WANDER * lineNoise(channel + index, day / days);
  return {
    implied: impliedVolatility(stock, stock.basePrice, stock.basePrice, MONTH_YEARS) * (1 + wave(40, 1)),
    historical: historicalVolatility(stock) * (1 + wave(60, 2)),
  };
}
