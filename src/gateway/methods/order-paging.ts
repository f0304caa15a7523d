import { createHash } from 'node:crypto';
import { stringifyExactJson } from '../../tiger/wire/exact-json.ts';
import { businessError } from '../gateway-refusal.ts';
import type { BizParameters } from './biz-parameters.ts';

/** Enough to notice other filters; the token is no secret. */
const FILTER_HASH_LENGTH = 12;

export interface Page<T> {
  readonly nextPageToken: string;
  readonly items: readonly T[];
}

/**
 * Cuts one page out of a sorted list. The token holds the last id and a hash of the filters, because filters must
 * not change while paging (wire contract 3.8).
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  biz: BizParameters,
  token: string | null,
  limit: number,
): Page<T> {
  const filter = filterHash(biz);
  const lastId = token === null ? null : readToken(token, filter);
  const start = lastId === null ? 0 : items.findIndex((item) => item.id === lastId) + 1;
  if (lastId !== null && start === 0) throw illegalToken();
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && start + limit < items.length;
  return { nextPageToken: hasMore ? toToken(filter, last.id) : '', items: page };
}

/** The form that the vendor's tokens decode to: the word orders, two slots and the last id. */
function toToken(filter: string, lastId: string): string {
  return Buffer.from(`orders|${filter}|null|${lastId}`).toString('base64');
}

function readToken(token: string, filter: string): string {
  const match = /^orders\|([0-9a-f]+)\|null\|(\d{1,20})$/.exec(
    Buffer.from(token, 'base64').toString('latin1'),
  );
  if (match === null) throw illegalToken();
  if (match[1] !== filter) {
    throw businessError(
      "'page_token' is used in the wrong way, when this parameter is used, other parameters cannot be changed",
    );
  }
  return match[2] ?? '';
}

function filterHash(biz: BizParameters): string {
  const members = Object.keys(biz)
    .filter((name) => name !== 'page_token')
    .sort()
    .map((name) => [name, biz[name]]);
  return createHash('sha256').update(stringifyExactJson(members)).digest('hex').slice(0, FILTER_HASH_LENGTH);
}

function illegalToken() {
  return businessError("field 'page_token' is illegal, can't be parsed");
}
