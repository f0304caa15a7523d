import type { ControlLevel, ControlResult } from '../../shared/domain/control.ts';
import { type Decimal, decimal, multiply, toFixed } from '../../shared/domain/decimal.ts';

/** What a control says; its name is added by the table. */
export type Judgement = Omit<ControlResult, 'control'>;

export interface Measured {
  readonly value?: string | null;
  readonly limit?: string | null;
}

export function judge(level: ControlLevel, text: string, measured: Measured = {}): Judgement {
  return { level, text, value: measured.value ?? null, limit: measured.limit ?? null };
}

const HUNDRED = decimal(100);
const PERCENT_PLACES = 2;

/** A fraction in words: 0.0312 is `3.12 %`. */
export function percent(rate: Decimal): string {
  return `${toFixed(multiply(rate, HUNDRED), PERCENT_PLACES)} %`;
}

const SECOND_MS = 1000;

export function seconds(ms: number): string {
  return `${Math.round(ms / SECOND_MS)} s`;
}
