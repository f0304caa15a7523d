import type { ReactNode } from 'react';
import { cardText } from '../i18n/en-card.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { Flashing } from '../ui/figure.tsx';

interface FactRowProps {
  readonly label: string;
  readonly value: string;
  /** A second, softer figure: a size, a currency, a count of ticks. */
  readonly note?: ReactNode;
  readonly isStrong?: boolean;
}

export function FactRow({ label, value, note, isStrong = false }: FactRowProps) {
  return (
    <div className={isStrong ? 'fact fact-strong' : 'fact'}>
      <dt>{label}</dt>
      <dd>
        {value === ABSENT ? <span className="faint">{cardText.unknown}</span> : <Flashing text={value} />}
        {note === undefined || note === null ? null : <span className="fact-note"> {note}</span>}
      </dd>
    </div>
  );
}

interface BeforeAfterProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly isNegativeAfter?: boolean;
}

export function BeforeAfterRow({ label, before, after, isNegativeAfter = false }: BeforeAfterProps) {
  const isUnknown = before === ABSENT && after === ABSENT;
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {isUnknown ? (
          <span className="faint">{cardText.unknown}</span>
        ) : (
          <>
            <span className="soft">{before}</span>
            <span className="faint" aria-hidden>
              {' '}
              →{' '}
            </span>
            <span className="visually-hidden"> {cardText.becomes} </span>
            <Flashing text={after} {...(isNegativeAfter ? { className: 'fact-danger' } : {})} />
          </>
        )}
      </dd>
    </div>
  );
}
