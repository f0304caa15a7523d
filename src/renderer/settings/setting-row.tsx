import { type ReactNode, useId } from 'react';
import { Switch } from '../ui/switch.tsx';

interface SettingRowProps {
  readonly title: string;
  readonly hint: string;
  readonly hintId?: string;
  readonly children: ReactNode;
}

export function SettingRow({ title, hint, hintId, children }: SettingRowProps) {
  return (
    <div className="setting-row">
      <div>
        <div className="setting-title">{title}</div>
        <div className="field-hint" id={hintId}>
          {hint}
        </div>
      </div>
      {children}
    </div>
  );
}

interface SwitchRowProps {
  readonly title: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchRow({ title, hint, isOn, onChange }: SwitchRowProps) {
  const hintId = useId();
  return (
    <SettingRow title={title} hint={hint} hintId={hintId}>
      <Switch label={title} describedBy={hintId} isOn={isOn} onChange={onChange} />
    </SettingRow>
  );
}
