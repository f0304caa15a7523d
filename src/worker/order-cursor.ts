import { AppError } from '../shared/app-error.ts';

/**
 * Tiger's token is good for unchanged filters alone (wire contract 3.8), so the dates that were filled in for the first
 * page go on with it.
 */
export interface OrderCursor {
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly token: string;
}

export function writeOrderCursor({ startMs, endMs, token }: OrderCursor): string {
  return `${startMs ?? ''}~${endMs ?? ''}~${token}`;
}

/** @throws AppError invalid_input */
export function readOrderCursor(text: string): OrderCursor {
  const match = /^(\d{0,15})~(\d{0,15})~(.+)$/.exec(text);
  if (match === null) {
    throw new AppError('invalid_input', 'cursor: is not one of this list', {
      nextStep: 'Take next_cursor of the answer before, or leave it out to begin anew.',
    });
  }
  const [, start = '', end = '', token = ''] = match;
  const timeOf = (digits: string) => (digits === '' ? null : Number(digits));
  return { startMs: timeOf(start), endMs: timeOf(end), token };
}
