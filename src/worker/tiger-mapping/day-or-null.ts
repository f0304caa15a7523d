import { daySchema } from '../../shared/domain/market-day.ts';

/** Tiger writes days as `20261218` or `2026-12-18`. */
export function dayOrNull(text: string | null): string | null {
  const day = (text ?? '').trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return daySchema.safeParse(day).data ?? null;
}
