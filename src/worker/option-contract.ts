import { AppError } from '../shared/app-error.ts';
import { marketOfSymbol } from '../shared/domain/instrument.ts';
import type { OptionKey } from '../shared/domain/option.ts';
import { parseOptionIdentifier } from '../shared/domain/option-identifier.ts';
import type { ReadContract } from '../shared/ipc/worker-calls/quote-calls.ts';
import { contract } from '../tiger/methods/contract-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CONTRACT_LIFETIME_MS } from './cache-lifetimes.ts';
import { isAboutSymbols } from './known-symbols.ts';
import { type OptionSourceDeps, readHkOptionSymbols } from './option-source.ts';
import { contractOf, symbolOfRow } from './tiger-mapping/instrument-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';
import { optionNamesOf } from './tiger-mapping/wire-option.ts';

/**
 * One option by Tiger's own call for it, under its canonical identifier; null: Tiger has no such option. What one
 * contract stands for is Tiger's word alone: adjusted options have other multipliers than their class.
 * @throws TigerError, AppError broker_protocol
 */
export async function readOptionContract(
  deps: OptionSourceDeps,
  symbol: string,
  signal: AbortSignal,
): Promise<ReadContract | null> {
  const key = parseOptionIdentifier(symbol);
  if (key === null) return null;
  return deps.lists.get(
    `contract ${symbol}`,
    CONTRACT_LIFETIME_MS,
    async (life) => {
      const underlying = await underlyingCode(deps, key, life);
      const reply = await ask(deps, key, life);
      const row = reply?.data ?? null;
      if (reply === null || row === null) return null;
      // Under another name it would be another option that is judged and shown than the one that is sent.
      if (symbolOfRow({ ...row, secType: 'OPT' }) !== symbol) throw otherOption(symbol);
      const provenance = provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null });
      return { ...contractOf(row, null), symbol, securityType: 'OPT' as const, underlying, provenance };
    },
    signal,
  );
}

async function ask({ tiger }: OptionSourceDeps, key: OptionKey, signal: AbortSignal) {
  try {
    return await tiger.read(contract, optionNamesOf(key), { timeoutMs: BROKER_TIMEOUT_MS, signal });
  } catch (error) {
    if (isAboutSymbols(error)) return null;
    throw error;
  }
}

/** The share behind an option, by the code that its quotes, positions and events go by. @throws TigerError */
export async function underlyingCode(
  deps: OptionSourceDeps,
  { symbol }: OptionKey,
  signal: AbortSignal,
): Promise<string | null> {
  if (marketOfSymbol(symbol) !== 'HK') return symbol;
  const { symbols } = await readHkOptionSymbols(deps, signal);
  return symbols.find((one) => one.symbol === symbol)?.underlying ?? null;
}

function otherOption(symbol: string): AppError {
  return new AppError('broker_protocol', `Tiger answered another option than ${symbol}.`, {
    nextStep: 'Try again; if it stays, trade this option in the Tiger app.',
  });
}
