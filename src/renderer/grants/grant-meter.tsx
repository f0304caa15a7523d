interface GrantMeterProps {
  readonly label: string;
  /** 0 to 1: what is left. */
  readonly left: number;
  readonly text: string;
}

/** What is left of a budget; nearly empty is said by colour and by its words. */
export function GrantMeter({ label, left, text }: GrantMeterProps) {
  return (
    <div className="grant-meter">
      <meter className="grant-bar" aria-label={label} min={0} max={1} low={0.25} optimum={1} value={left}>
        {text}
      </meter>
      <span className="small soft number">{text}</span>
    </div>
  );
}
