import { uiText } from '../i18n/en-ui.ts';
import { Segmented } from './segmented.tsx';

const CHOICES = ['30', '60', '120', '300', '600', '1200'] as const;
const OPTIONS = CHOICES.map((value) => ({ value, label: value }));

interface ReadsPerMinuteProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  /** The one that stands until the user chooses. */
  readonly usual: number;
  readonly isDisabled: boolean;
  readonly onChange: (readsPerMinute: number) => void;
}

/** The user's own cap on reads. */
export function ReadsPerMinute({ label, hint, value, usual, isDisabled, onChange }: ReadsPerMinuteProps) {
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <div>
        <Segmented
          label={label}
          value={String(value)}
          options={OPTIONS}
          isDisabled={isDisabled}
          onChange={(choice) => onChange(Number(choice))}
        />
      </div>
      <span className="field-hint">
        {hint} {uiText.usually(usual)}
      </span>
    </div>
  );
}
