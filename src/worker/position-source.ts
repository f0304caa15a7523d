import type { PositionList } from '../shared/domain/portfolio.ts';
import type { TigerReply } from '../tiger/method.ts';
import { type PositionRow, positions } from '../tiger/methods/account-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError, type TigerErrorKind } from '../tiger/tiger-error.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  OPTION_POSITIONS_LIFETIME_MS,
  OTHER_POSITIONS_LIFETIME_MS,
  QUOTE_LIFETIME_MS,
} from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import { positionOf } from './tiger-mapping/portfolio-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

/** Tiger answers one kind per question (wire contract 3.9). */
const OTHER_KINDS = ['OPT', 'FUT', 'WAR', 'IOPT', 'FUND'] as const;
/** Orders in options are judged by what is held of them. */
const lifetimeOf = (kind: string) =>
  kind === 'OPT' ? OPTION_POSITIONS_LIFETIME_MS : OTHER_POSITIONS_LIFETIME_MS;

const KIND_REFUSED: ReadonlySet<TigerErrorKind> = new Set([
  'request_refused',
  'account_refused',
  'permission',
]);

export interface PositionSourceDeps {
  readonly tiger: TigerReader;
  readonly cache: ReadCache;
}

type Rows = TigerReply<readonly PositionRow[]>;

/**
 * Everything the account holds. A closed position (quantity 0) is left out. The list is as old as its oldest part
 * that holds anything.
 * @throws TigerError
 */
export async function readPositions(deps: PositionSourceDeps, signal: AbortSignal): Promise<PositionList> {
  const stocks = deps.cache.get(
    'positions STK',
    QUOTE_LIFETIME_MS,
    (life) => ask(deps.tiger, 'STK', life),
    signal,
  );
  const others = OTHER_KINDS.map((kind) =>
    deps.cache.get(
      `positions ${kind}`,
      lifetimeOf(kind),
      (life) => askOptionalKind(deps.tiger, kind, life),
      signal,
    ),
  );
  const [stockRows, ...otherRows] = await Promise.all([stocks, ...others]);
  const holding = otherRows.filter((reply): reply is Rows => reply !== null && reply.data.length > 0);
  const rows = [stockRows, ...holding].flatMap((reply) => reply?.data ?? []);
  const oldest = [stockRows, ...holding].reduce((left, right) =>
    (right?.receivedAtMs ?? 0) < (left?.receivedAtMs ?? 0) ? right : left,
  ) as Rows;
  return {
    positions: rows.map(positionOf).filter((position) => position.quantity !== '0'),
    provenance: provenanceOf(oldest, { asOfMs: oldest.brokerTimeMs, isDelayed: null }),
  };
}

function ask(tiger: TigerReader, kind: string, signal: AbortSignal): Promise<Rows> {
  return tiger.read(
    positions,
    { sec_type: kind, currency: 'ALL', market: 'ALL' },
    { timeoutMs: BROKER_TIMEOUT_MS, signal },
  );
}

/** An account that may not hold a kind at all (paper accounts and warrants) is refused: it holds none. */
async function askOptionalKind(tiger: TigerReader, kind: string, signal: AbortSignal): Promise<Rows | null> {
  try {
    return await ask(tiger, kind, signal);
  } catch (error) {
    const isRefused = error instanceof TigerError && KIND_REFUSED.has(error.kind);
    if (isRefused) return null;
    throw error;
  }
}
