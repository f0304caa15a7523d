import type { FutureContract, FutureContracts, FutureExchanges } from '../shared/domain/future.ts';
import type { TigerReply } from '../tiger/method.ts';
import {
  futureContinuousContract,
  futureContractByCode,
  futureContracts,
  futureContractsOfExchange,
  futureCurrentContract,
  futureExchange,
} from '../tiger/methods/future-contract-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CONTRACT_LIFETIME_MS, SYMBOL_LIST_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import {
  type ContractFacts,
  futureContractOf,
  noContract,
  UNKNOWN_FACTS,
  type WireFutureContract,
} from './tiger-mapping/future-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface FutureSourceDeps {
  readonly tiger: TigerReader;
  readonly lists: ReadCache;
}

export interface ContractQuery {
  readonly by: 'exchange' | 'product' | 'main' | 'continuous' | 'code';
  readonly of: string;
}

/** @throws TigerError */
export function readFutureExchanges(
  { tiger, lists }: FutureSourceDeps,
  signal: AbortSignal,
): Promise<FutureExchanges> {
  return lists.get(
    'future exchanges',
    SYMBOL_LIST_LIFETIME_MS,
    async (life) => {
      const reply = await tiger.read(futureExchange, { sec_type: 'FUT' }, { ...TIME_LIMIT, signal: life });
      return {
        exchanges: reply.data.flatMap(({ code, name, zoneId }) =>
          code === null ? [] : [{ code, name, zone: zoneId }],
        ),
        provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
      };
    },
    signal,
  );
}

/** @throws TigerError, AppError not_found */
export function readFutureContracts(
  deps: FutureSourceDeps,
  query: ContractQuery,
  signal: AbortSignal,
): Promise<FutureContracts> {
  return deps.lists.get(
    `future contracts ${query.by} ${query.of}`,
    CONTRACT_LIFETIME_MS,
    async (life) => {
      const reply = await askContracts(deps.tiger, query, life);
      const contracts = reply.data.map(futureContractOf).filter((contract) => contract !== null);
      if (contracts.length === 0) throw noContract(query.of);
      return {
        contracts: contracts.sort(byMonth),
        provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
      };
    },
    signal,
  );
}

async function askContracts(
  tiger: TigerReader,
  { by, of }: ContractQuery,
  signal: AbortSignal,
): Promise<TigerReply<readonly WireFutureContract[]>> {
  const limits = { ...TIME_LIMIT, signal };
  switch (by) {
    case 'exchange':
      return tiger.read(futureContractsOfExchange, { exchange_code: of }, limits);
    case 'product':
      return tiger.read(futureContracts, { type: of }, limits);
    case 'main':
      return asList(await tiger.read(futureCurrentContract, { type: of }, limits));
    case 'continuous':
      return asList(await tiger.read(futureContinuousContract, { type: of }, limits));
    case 'code':
      return asList(await tiger.read(futureContractByCode, { contract_code: of }, limits));
  }
}

function asList(reply: TigerReply<WireFutureContract | null>): TigerReply<readonly WireFutureContract[]> {
  return { ...reply, data: reply.data === null ? [] : [reply.data] };
}

function byMonth(left: FutureContract, right: FutureContract): number {
  const key = ({ product, month, code }: FutureContract) => `${product ?? ''} ${month ?? ''} ${code}`;
  return key(left) < key(right) ? -1 : 1;
}

/** Without an answer they stay unknown, since a price is worth having all the same. */
export async function contractFacts(
  deps: FutureSourceDeps,
  code: string,
  signal: AbortSignal,
): Promise<ContractFacts> {
  const list = await readFutureContracts(deps, { by: 'code', of: code }, signal).catch(() => null);
  return list?.contracts[0] ?? UNKNOWN_FACTS;
}
