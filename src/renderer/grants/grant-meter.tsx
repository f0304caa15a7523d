interface GrantMeterProps {
  readonly label: string;
  /** 0 to 1: what is left. */
  readonly left: number;
  readonly text: string;
}

/** Below this the bar warns. */
const LOW = 0.25;

/** What is left of a budget; nearly empty is said by colour and by its words. */
export function GrantMeter({ label, left, text }: GrantMeterProps) {
  return (
    <div className="grant-meter">
      <meter
        className="grant-bar"
        aria-label={label}
        aria-valuetext={text}
        min={0}
        max={1}
        low={LOW}
        optimum={1}
        value={left}
      />
      <span className="small soft number">{text}</span>
    </div>
  );
}
