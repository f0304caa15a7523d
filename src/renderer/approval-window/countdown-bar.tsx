import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { countdown } from '../i18n/countdown.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { useTicking } from '../ui/ticking.ts';

/** The bar moves in thousandths: finer steps are below a pixel. */
const STEPS = 1000;

export function CountdownBar({ card }: { readonly card: ApprovalCard }) {
  const { createdAtMs, expiresAtMs } = card;
  const packed = useTicking((nowMs) => {
    const { fractionLeft, text: time, urgency } = countdown(createdAtMs, expiresAtMs, nowMs);
    return `${Math.round(fractionLeft * STEPS)} ${time} ${urgency}`;
  });
  const [steps = '0', time = '', urgency = 'over'] = packed.split(' ');
  return (
    <div className={`countdown countdown-${urgency}`}>
      <div className="countdown-track" aria-hidden>
        <div className="countdown-fill" style={{ transform: `scaleX(${Number(steps) / STEPS})` }} />
      </div>
      <p className="countdown-text" role="timer" aria-live="off">
        {urgency === 'over' ? (
          text.expired
        ) : (
          <>
            <strong>{time}</strong> <span className="countdown-rest">{text.timeLeft}</span>
          </>
        )}
      </p>
    </div>
  );
}
