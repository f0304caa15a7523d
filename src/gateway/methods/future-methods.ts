import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import {
  FUTURE_CALENDARS,
  FUTURE_PRODUCTS,
  type FutureContract,
  type FutureProduct,
  findContract,
  findProduct,
  listedContracts,
} from '../market/future-contract.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { dateText, parseDate } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalText, readBiz, readTime, wireNumber } from './biz-parameters.ts';

const EXCHANGES = ['CME', 'NYMEX', 'COMEX', 'HKFE'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Before a session orders are taken but do not trade. */
const BIDDING_MS = 15 * 60_000;
const MAIN = 'main';
/** History of main contracts goes back this far at most. */
const MAIN_MONTHS_MAX = 60;

const typeSchema = z.looseObject({ type: wireText });
const exchangeSchema = z.looseObject({ exchange_code: wireText });
const codeSchema = z.looseObject({ contract_code: wireText });
const dateSchema = z.looseObject({ contract_code: wireText, trading_date: optionalText });
const codesSchema = z.looseObject({ contract_codes: z.array(wireText).min(1).max(50) });

export const futureMethods: MethodGroup = {
  future_exchange: () => EXCHANGES.map((code) => ({ code, name: code, zoneId: FUTURE_CALENDARS[code].zone })),
  future_contract_by_exchange_code: (services, { biz }) => {
    const { exchange_code: code } = readBiz(exchangeSchema, biz);
    if (!EXCHANGES.some((name) => name === code))
      throw businessError(`invalid exchange code: ${code.slice(0, 10)}`);
    return FUTURE_PRODUCTS.filter(({ exchange }) => exchange === code)
      .flatMap((product) => listed(services, product))
      .map((contract) => contractItem(services, contract));
  },
  future_contracts: (services, { biz }) =>
    listed(services, readProduct(biz)).map((contract) => contractItem(services, contract)),
  future_current_contract: (services, { biz }) =>
    contractItem(services, mainContract(services, readProduct(biz))),
  future_contract_by_contract_code: (services, { biz }) => {
    const { contract_code: code } = readBiz(codeSchema, biz);
    return code.endsWith(MAIN)
      ? continuousItem(services, requireProduct(code.slice(0, -MAIN.length)))
      : contractItem(services, findContract(code) ?? unknownContract(code));
  },
  future_continuous_contracts: (services, { biz }) => continuousItem(services, readProduct(biz)),
  future_history_main_contract: mainHistory,
  future_trading_date: tradingDate,
};

/** A contract code, or the main contract of a continuous code such as ESmain. @throws GatewayRefusal */
export function readContract(services: GatewayServices, code: string): FutureContract {
  if (code.endsWith(MAIN)) return mainContract(services, requireProduct(code.slice(0, -MAIN.length)));
  return findContract(code) ?? unknownContract(code);
}

export function readContractCodes(biz: MethodCall['biz']): readonly string[] {
  return readBiz(codesSchema, biz).contract_codes;
}

function unknownContract(code: string): never {
  throw businessError(`invalid contract code: ${code.slice(0, 20)}`);
}

function requireProduct(code: string): FutureProduct {
  return findProduct(code) ?? unknownContract(code);
}

function readProduct(biz: MethodCall['biz']): FutureProduct {
  return requireProduct(readBiz(typeSchema, biz).type);
}

function listed({ market, clock }: GatewayServices, product: FutureProduct): readonly FutureContract[] {
  return listedContracts(product, market.futureSchedule(product.exchange).zone.dayNumber(clock.nowMs()));
}

function mainContract(services: GatewayServices, product: FutureProduct): FutureContract {
  const [main] = listed(services, product);
  return main ?? unknownContract(product.code);
}

function contractItem({ market, clock }: GatewayServices, contract: FutureContract) {
  const { product } = contract;
  const { zone } = market.futureSchedule(product.exchange);
  const name = `${product.name} - ${MONTHS[contract.month - 1]} ${contract.year}`;
  return {
    continuous: false,
    trade: contract.lastTradingDay >= zone.dayNumber(clock.nowMs()),
    type: product.code,
    contractCode: contract.code,
    ibCode: product.code,
    name,
    contractMonth: `${contract.year}${String(contract.month).padStart(2, '0')}`,
    lastTradingDate: dateText(contract.lastTradingDay).replaceAll('-', ''),
    ...productMembers(product),
  };
}

function continuousItem(services: GatewayServices, product: FutureProduct) {
  return {
    ...contractItem(services, mainContract(services, product)),
    continuous: true,
    contractCode: `${product.code}${MAIN}`,
    contractMonth: '',
    lastTradingDate: '',
  };
}

function productMembers(product: FutureProduct) {
  return {
    firstNoticeDate: '',
    lastBiddingCloseTime: 0,
    currency: product.currency,
    exchangeCode: product.exchangeCode,
    multiplier: product.multiplier,
    minTick: wireNumber(decimal(product.tickE4 / E4_PER_UNIT)),
    displayMultiplier: 1,
    exchange: product.exchange,
    productWorth: product.productWorth,
    deliveryMode: product.deliveryMode,
    productType: product.productType,
  };
}

/** Each contract is the main one from the day after the one before it ends. */
function mainHistory(services: GatewayServices, { biz }: MethodCall) {
  return readContractCodes(biz).map((code) => {
    const { product } = readContract(services, code);
    const { zone } = services.market.futureSchedule(product.exchange);
    const nowMs = services.clock.nowMs();
    const beginMs = Math.max(
      readTime(biz, 'begin_time', zone) ?? 0,
      nowMs - MAIN_MONTHS_MAX * 31 * 86_400_000,
    );
    const endMs = Math.min(readTime(biz, 'end_time', zone) ?? nowMs, nowMs);
    const items = [];
    let day = zone.dayNumber(beginMs);
    while (zone.instant(day, 0) <= endMs) {
      const [contract] = listedContracts(product, day);
      if (contract === undefined) break;
      items.push({ time: Math.max(beginMs, zone.instant(day, 0)), referContractCode: contract.code });
      day = contract.lastTradingDay + 1;
    }
    return { contractCode: `${product.code}${MAIN}`, mainReferItems: items };
  });
}

function tradingDate(services: GatewayServices, { biz }: MethodCall) {
  const { contract_code: code, trading_date: date } = readBiz(dateSchema, biz);
  const { product } = readContract(services, code);
  const schedule = services.market.futureSchedule(product.exchange);
  const asked = date === null ? null : parseDate(date.slice(0, 10));
  if (date !== null && asked === null) throw businessError("field 'trading_date' must be yyyy-MM-dd");
  const day = asked === null ? schedule.nextToClose(services.clock.nowMs()) : schedule.day(asked);
  const sessions = day?.sessions ?? [];
  return {
    biddingTimes: sessions.map(({ startMs }) => ({ start: startMs - BIDDING_MS, end: startMs })),
    tradingTimes: sessions.map(({ startMs, endMs }) => ({ start: startMs, end: endMs })),
    timeSection: schedule.zone.zone,
  };
}
