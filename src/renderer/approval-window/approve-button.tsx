import { Check, LoaderCircle } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { cardText as text } from '../i18n/en-card.ts';
import { type HoldDeps, useHold } from './use-hold.ts';

const PRIMARY_BUTTON = 0;

interface ApproveButtonProps extends HoldDeps {
  readonly isSending: boolean;
  /** What it does, where that is not to approve a card. */
  readonly label?: string;
  readonly holdHint?: string;
  /** Why it is off; null when it may be held. */
  readonly obstacle: string | null;
}

export function ApproveButton({
  isSending,
  obstacle,
  label = text.approve,
  holdHint = text.holdIt,
  ...deps
}: ApproveButtonProps) {
  const hold = useHold(deps);
  const hintId = useId();
  const onPointerDown = (event: PointerEvent) => {
    if (event.button === PRIMARY_BUTTON && event.isPrimary) hold.press('pointer', false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') hold.press('key', event.repeat);
    // Who thinks better of it may have no finger free to let go in time.
    if (event.key === 'Escape') hold.cancel();
    // Space scrolls and Enter clicks by default; neither may mean anything else here.
    if (event.key === ' ' || event.key === 'Enter') event.preventDefault();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ') hold.release('key');
  };
  return (
    <button
      type="button"
      className={hold.isHolding ? 'button approve is-holding' : 'button approve'}
      aria-disabled={!deps.isAllowed || isSending}
      aria-describedby={hintId}
      title={obstacle ?? (label === text.approve ? text.approveHint : holdHint)}
      onPointerDown={onPointerDown}
      onPointerUp={() => hold.release('pointer')}
      onPointerLeave={() => hold.release('pointer')}
      onPointerCancel={hold.cancel}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onBlur={hold.cancel}
    >
      <span className="approve-fill" style={{ transform: `scaleX(${hold.progress})` }} aria-hidden />
      <span className="approve-face">
        {isSending ? (
          <LoaderCircle size={17} className="spin" aria-hidden />
        ) : (
          <Check size={17} aria-hidden />
        )}
        <span>{label}</span>
        <span className="approve-hint" id={hintId}>
          {isSending ? text.sending : hold.isHolding ? text.keepHolding : holdHint}
          {obstacle === null ? null : <span className="visually-hidden">. {obstacle}</span>}
        </span>
      </span>
    </button>
  );
}
