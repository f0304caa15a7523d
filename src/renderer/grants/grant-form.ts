import { type AccountMode, isLive } from '../../shared/domain/account.ts';
import { compare } from '../../shared/domain/decimal.ts';
import {
  GRANT_LIFETIME_MAX_MS,
  type GrantInput,
  type GrantKind,
  grantInputSchema,
} from '../../shared/domain/grant.ts';
import { normaliseSymbol } from '../../shared/domain/instrument.ts';
import type { Side } from '../../shared/domain/order.ts';

const HOUR_MS = 3_600_000;

/** The form as it is typed. */
export interface GrantForm {
  readonly clientName: string;
  readonly symbols: string;
  readonly sides: readonly Side[];
  readonly kinds: readonly GrantKind[];
  readonly currency: string;
  readonly orderNotionalMax: string;
  readonly totalNotionalMax: string;
  readonly ordersMax: string;
  readonly hours: string;
}

export type GrantFieldName = Exclude<keyof GrantInput, 'accountId' | 'typedSentence'>;
type Parsed =
  | { readonly ok: true; readonly input: GrantInput }
  | { readonly ok: false; readonly wrong: ReadonlySet<GrantFieldName> };

/** The least that is of use: one symbol, purchases, one hour. */
export const EMPTY_GRANT_FORM: GrantForm = {
  clientName: '',
  symbols: '',
  sides: ['BUY'],
  kinds: ['stock', 'etf'],
  currency: 'USD',
  orderNotionalMax: '',
  totalNotionalMax: '',
  ordersMax: '5',
  hours: '1',
};

export function grantHoursMax(mode: AccountMode): number {
  return (isLive(mode) ? GRANT_LIFETIME_MAX_MS.live : GRANT_LIFETIME_MAX_MS.paper) / HOUR_MS;
}

/** Main parses it again; this is so that a wrong field is marked before anything is sent. */
export function parseGrantForm(
  form: GrantForm,
  account: { readonly id: string; readonly mode: AccountMode },
  typedSentence: string,
): Parsed {
  const { hours, symbols, ordersMax, ...rest } = form;
  const parsed = grantInputSchema.safeParse({
    ...rest,
    clientName: rest.clientName.trim(),
    symbols: symbols
      .split(/[\s,;]+/)
      .filter((symbol) => symbol !== '')
      .map(normaliseSymbol),
    ordersMax: Number(ordersMax),
    lifetimeMs: Math.round(Number(hours.replace(',', '.')) * HOUR_MS),
    accountId: account.id,
    typedSentence,
  });
  if (!parsed.success)
    return { ok: false, wrong: new Set(parsed.error.issues.map(({ path }) => path[0] as GrantFieldName)) };
  const input = parsed.data;
  if (input.lifetimeMs > grantHoursMax(account.mode) * HOUR_MS)
    return { ok: false, wrong: new Set(['lifetimeMs']) };
  return compare(input.orderNotionalMax, input.totalNotionalMax) > 0
    ? { ok: false, wrong: new Set(['totalNotionalMax']) }
    : { ok: true, input };
}
