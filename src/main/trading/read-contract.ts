import { AppError } from '../../shared/app-error.ts';
import {
  combinationName,
  combinationRoot,
  comboTypeOf,
  type OrderLeg,
} from '../../shared/domain/combination.ts';
import { decimal, isPositive, ZERO } from '../../shared/domain/decimal.ts';
import type { Contract, TickSize } from '../../shared/domain/instrument.ts';
import {
  formatOptionIdentifier,
  isOption,
  parseOptionIdentifier,
} from '../../shared/domain/option-identifier.ts';
import type { OrderRequest } from '../../shared/domain/order-request.ts';
import type { AccountReads, ReadOptions } from '../accounts/account-directory.ts';

/** US option exchanges take net prices in cents, whatever the ticks of the legs are (Cboe rule 5.33). */
const NET_TICK = decimal('0.01');

export interface OrderContract {
  readonly contract: Contract;
  /** Of a combination's legs, in their order. */
  readonly legTickSizes: readonly (readonly TickSize[])[] | null;
}

/**
 * Of a combination the whole is described, under its own name: what one net price stands for is said by its legs, each by
 * the broker, and has to be the same for all.
 */
export async function readOrderContract(
  reads: AccountReads,
  { symbol, legs }: Pick<OrderRequest, 'symbol' | 'legs'>,
  limits: ReadOptions,
): Promise<OrderContract> {
  if (legs === null) return { contract: await readContract(reads, symbol, limits), legTickSizes: null };
  const contracts = await Promise.all(legs.map((leg) => readContract(reads, leg.symbol, limits)));
  const contract = combinationContract(symbol, legs, contracts);
  return { contract, legTickSizes: contracts.map(({ tickSizes }) => tickSizes) };
}

function combinationContract(
  asked: string,
  legs: readonly OrderLeg[],
  contracts: readonly Contract[],
): Contract {
  const [first] = contracts;
  const underlying = first?.underlying ?? null;
  const multiplier = first?.multiplier ?? null;
  if (first === undefined || underlying === null) throw unlike('The broker names no share behind the legs.');
  if ((combinationRoot(asked) ?? asked) !== underlying)
    throw unlike(`The legs are options on ${underlying}, and symbol is ${asked}.`);
  const isAlike = contracts.every(
    (each) =>
      each.underlying === underlying && each.currency === first.currency && each.multiplier === multiplier,
  );
  if (!isAlike || multiplier === null || !isPositive(multiplier))
    throw unlike('The legs stand for different numbers of shares, or the broker does not say for how many.');
  const all = (fact: (contract: Contract) => boolean | null) =>
    contracts.some((each) => fact(each) === false)
      ? false
      : contracts.some((each) => fact(each) === null)
        ? null
        : true;
  return {
    ...first,
    symbol: combinationName(underlying, legs),
    name: `${underlying} ${comboTypeOf(legs).toLowerCase()}`,
    exchange: null,
    securityType: 'MLEG',
    lotSize: decimal(1),
    multiplier,
    tickSizes: [{ from: ZERO, to: null, fromInclusive: true, toInclusive: false, size: NET_TICK }],
    isTradeable: all(({ isTradeable }) => isTradeable),
    isMarginable: all(({ isMarginable }) => isMarginable),
    isShortable: null,
    isCloseOnly: contracts.some(({ isCloseOnly }) => isCloseOnly === true) ? true : first.isCloseOnly,
    underlying,
  };
}

function unlike(text: string): AppError {
  return new AppError('invalid_input', text, {
    nextStep: 'Take the legs from one chain of tiger_get_option_chain, and name their underlying as symbol.',
  });
}

const HK_CODE = /^\d{5}$/;

/** What an order is about, as the broker describes it. @throws AppError invalid_input, or what the account answers */
async function readContract(reads: AccountReads, asked: string, limits: ReadOptions): Promise<Contract> {
  const symbol = await brokersName(reads, asked, limits);
  const contracts = await reads.read('contracts.get', { symbols: [symbol] }, limits);
  const found = contracts.find((candidate) => candidate.symbol === symbol);
  if (found === undefined) throw isOption(symbol) ? noSuchOption(symbol) : noSuchShare(symbol);
  // When it was said is no part of what is sealed: the same facts said again are the same.
  const { provenance: _when, ...contract } = found;
  return contract;
}

/** Hong Kong's options go by the name of their class: an option on 00700 is one of TCH.HK. */
async function brokersName(reads: AccountReads, symbol: string, limits: ReadOptions): Promise<string> {
  const key = parseOptionIdentifier(symbol);
  if (key === null || !HK_CODE.test(key.symbol)) return symbol;
  const { symbols } = await reads.read('options.hkSymbols', {}, limits);
  const ofShare = symbols.find(({ underlying }) => underlying === key.symbol);
  if (ofShare === undefined) throw noSuchOption(symbol);
  return formatOptionIdentifier({ ...key, symbol: ofShare.symbol });
}

function noSuchOption(symbol: string): AppError {
  return new AppError('invalid_input', `The broker knows no option ${symbol}.`, {
    nextStep: 'Take the identifier from tiger_get_option_chain.',
  });
}

function noSuchShare(symbol: string): AppError {
  return new AppError('invalid_input', `The broker knows no stock or ETF with the symbol ${symbol}.`, {
    nextStep:
      'Check the symbol with tiger_get_contracts; Hong Kong codes have five digits, such as 00700. An option is named like "AAPL 2026-12-18 150 C".',
  });
}
