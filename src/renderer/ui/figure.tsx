import { useState } from 'react';
import type { Decimal } from '../../shared/domain/decimal.ts';
import { directionOf, formatSigned, formatSignedRate } from '../i18n/format-number.ts';

/** A text that lights up for a moment when it changes, so that a refresh is noticed where it matters. */
export function Flashing({ text, className }: { readonly text: string; readonly className?: string }) {
  const [seen, setSeen] = useState({ text, changes: 0 });
  if (seen.text !== text) setSeen({ text, changes: seen.changes + 1 });
  const classes = [className, seen.changes > 0 ? 'flash' : undefined].filter(Boolean).join(' ');
  return (
    <span key={seen.changes} className={classes === '' ? undefined : classes}>
      {text}
    </span>
  );
}

const DIRECTION_CLASS = { up: 'is-up', down: 'is-down', flat: undefined };

/** Gain or loss: said by the sign, repeated by the colour. */
export function Signed({ value }: { readonly value: Decimal | null }) {
  return <span className={DIRECTION_CLASS[directionOf(value)]}>{formatSigned(value)}</span>;
}

export function SignedRate({ value }: { readonly value: Decimal | null }) {
  return <span className={DIRECTION_CLASS[directionOf(value)]}>{formatSignedRate(value)}</span>;
}
