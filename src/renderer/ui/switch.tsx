interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
  readonly isLive?: boolean;
  readonly describedBy?: string;
}

export function Switch({
  label,
  isOn,
  onChange,
  isDisabled = false,
  isLive = false,
  describedBy,
}: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className={isLive ? 'switch switch-live' : 'switch'}
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
    />
  );
}
