import { HandCoins, Pencil, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { Button } from '../ui/button.tsx';
import { useTicking } from '../ui/ticking.ts';
import { acknowledgementId } from './acknowledgement-id.ts';
import { ApproveButton } from './approve-button.tsx';
import { type ApproveObstacle, approveObstacle } from './approve-obstacle.ts';
import type { Marks } from './use-marks.ts';

interface DecisionButtonsProps {
  readonly card: ApprovalCard;
  readonly marks: Marks;
  readonly isSending: boolean;
  readonly refreshButton: ReactNode;
  readonly onDecline: () => void;
  readonly onEdit: () => void;
  readonly onGrant: () => void;
  readonly onHolding: (isHolding: boolean) => void;
  readonly onApproved: () => void;
}

function obstacleText(obstacle: ApproveObstacle): string {
  switch (obstacle.kind) {
    case 'forbidden':
      return text.obstacles.forbidden(obstacle.count);
    case 'not_acknowledged':
      return text.obstacles.not_acknowledged(obstacle.count);
    default:
      return text.obstacles[obstacle.kind];
  }
}

/** The checkbox may be below the fold of a long card. */
function jumpTo(key: string): void {
  const box = document.getElementById(acknowledgementId(key));
  box?.closest('details')?.setAttribute('open', '');
  box?.focus();
}

export function DecisionButtons(props: DecisionButtonsProps) {
  const { card, marks, isSending } = props;
  const decline = useRef<HTMLButtonElement>(null);
  // The safe answer has the focus, so that a stray key declines nothing and approves nothing.
  useEffect(() => decline.current?.focus({ preventScroll: true }), []);
  const obstacle = useTicking((nowMs) => {
    const found = approveObstacle(card, marks, nowMs);
    return found === null ? '' : obstacleText(found);
  });
  const missing = card.acknowledgementsNeeded.find((key) => !marks.acknowledged.has(key));
  return (
    <>
      <p className="decision-obstacle small" role="status">
        {obstacle === '' ? text.approveHint : obstacle}
        {missing === undefined ? null : (
          <button type="button" className="row-button decision-jump" onClick={() => jumpTo(missing)}>
            {text.showControl}
          </button>
        )}
      </p>
      <div className="decision-buttons">
        <Button
          ref={decline}
          className="decision-button"
          icon={<X size={16} aria-hidden />}
          disabled={isSending}
          onClick={props.onDecline}
        >
          {text.decline}
        </Button>
        {card.kind === 'order' ? (
          <Button
            className="decision-button"
            icon={<Pencil size={15} aria-hidden />}
            disabled={isSending}
            onClick={props.onEdit}
          >
            {text.edit}
          </Button>
        ) : null}
        {card.kind === 'order' && card.modifies === null ? (
          <Button
            variant="quiet"
            icon={<HandCoins size={15} aria-hidden />}
            aria-label={text.grant}
            title={text.grant}
            disabled={isSending}
            onClick={props.onGrant}
          />
        ) : null}
        {props.refreshButton}
        <span className="push" />
        <ApproveButton
          holdMs={card.holdMs}
          seal={card.seal}
          isAllowed={obstacle === '' && !isSending}
          isSending={isSending}
          obstacle={obstacle === '' ? null : obstacle}
          onHolding={props.onHolding}
          onCompleted={props.onApproved}
        />
      </div>
    </>
  );
}
