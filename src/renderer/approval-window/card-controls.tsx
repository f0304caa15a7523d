import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { controlTitles } from '../i18n/en-domain.ts';
import { ControlList } from '../ui/control-list.tsx';
import { acknowledgementId } from './acknowledgement-id.ts';
import type { Marks } from './use-marks.ts';

interface CardControlsProps {
  readonly card: ApprovalCard;
  readonly marks: Marks;
  readonly isDecided: boolean;
}

export function CardControls({ card, marks, isDecided }: CardControlsProps) {
  return (
    <ControlList
      controls={card.controls}
      actionFor={({ control }) =>
        card.acknowledgementsNeeded.includes(control) ? (
          <label className="checkbox">
            <input
              type="checkbox"
              id={acknowledgementId(control)}
              aria-label={text.acknowledgeName(controlTitles[control])}
              checked={marks.acknowledged.has(control)}
              disabled={isDecided}
              onChange={(event) => marks.acknowledge(control, event.target.checked)}
            />
            {text.acknowledge}
          </label>
        ) : null
      }
    />
  );
}
