import { acknowledgementKey } from '../../shared/domain/card-alerts.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { controlTitles } from '../i18n/en-domain.ts';
import { ControlList } from '../ui/control-list.tsx';
import { acknowledgementId } from './acknowledgement-id.ts';
import type { Marks } from './use-marks.ts';

interface CardControlsProps {
  readonly card: Pick<OrderCard, 'controls' | 'acknowledgementsNeeded'>;
  readonly marks: Marks;
  readonly isDecided: boolean;
  /** The number of the order in a basket; null: it is alone. */
  readonly leg?: number | null;
}

export function CardControls({ card, marks, isDecided, leg = null }: CardControlsProps) {
  return (
    <ControlList
      controls={card.controls}
      actionFor={(result) => {
        // The ticket of an order names its own without the number that it has in a basket.
        if (!card.acknowledgementsNeeded.includes(result.control)) return null;
        const key = acknowledgementKey(leg, result);
        const title = controlTitles[result.control];
        return (
          <label className="checkbox">
            <input
              type="checkbox"
              id={acknowledgementId(key)}
              aria-label={text.acknowledgeName(leg === null ? title : text.ofOrder(leg, title))}
              checked={marks.acknowledged.has(key)}
              disabled={isDecided}
              onChange={(event) => marks.acknowledge(key, event.target.checked)}
            />
            {text.acknowledge}
          </label>
        );
      }}
    />
  );
}
