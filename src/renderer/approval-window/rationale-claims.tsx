import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { RationaleClaim } from '../../shared/domain/rationale-claim.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { Badge, type Tone } from '../ui/badge.tsx';

const TONES: Readonly<Record<RationaleClaim['verdict'], Tone>> = {
  agrees: 'safe',
  differs: 'danger',
  unknown: 'neutral',
};

/** The client's numbers beside the broker's: a reason that is wrong about a fact is no reason. */
export function RationaleClaims({ card }: { readonly card: OrderCard }) {
  if (card.rationaleClaims.length === 0) return null;
  return (
    <ul className="plain-list" aria-label={text.claims}>
      {card.rationaleClaims.map((claim) => (
        <li key={claim.position} className="row row-wrap small">
          <Badge tone={TONES[claim.verdict]}>{text.verdicts[claim.verdict]}</Badge>
          <span>
            {claim.topic === null ? '' : `${text.topics[claim.topic]}: `}“{claim.text}”
          </span>
          <Truth {...claim} />
        </li>
      ))}
    </ul>
  );
}

function Truth({ verdict, figure, isUnlimited }: RationaleClaim) {
  if (isUnlimited) return <strong>{text.figureUnlimited}</strong>;
  if (verdict !== 'differs' || figure === null) return null;
  return <strong>{text.figureIs(groupDigits(figure))}</strong>;
}
