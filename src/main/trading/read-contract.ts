import { AppError } from '../../shared/app-error.ts';
import type { Contract } from '../../shared/domain/instrument.ts';
import {
  formatOptionIdentifier,
  isOption,
  parseOptionIdentifier,
} from '../../shared/domain/option-identifier.ts';
import type { AccountReads, ReadOptions } from '../accounts/account-directory.ts';

const HK_CODE = /^\d{5}$/;

/** What an order is about, as the broker describes it. @throws AppError invalid_input, or what the account answers */
export async function readContract(
  reads: AccountReads,
  asked: string,
  limits: ReadOptions,
): Promise<Contract> {
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
