import { type ReactNode, useId } from 'react';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import { useRead } from '../app-context.tsx';
import { settingsText as text } from '../i18n/en-settings.ts';
import { Switch } from '../ui/switch.tsx';

interface SettingRowProps {
  readonly title: string;
  readonly hint: string;
  readonly hintId?: string;
  /** The setting behind the row: it says where the value comes from, and is closed where the file does not count. */
  readonly setting?: keyof AppSettings;
  readonly children: ReactNode;
}

export function SettingRow({ title, hint, hintId, setting, children }: SettingRowProps) {
  const state = useRead('settings.states', {}).value?.find(({ name }) => name === setting) ?? null;
  const setBy = state?.setBy ?? null;
  const note = setBy === null ? null : text.setBy(setBy);
  return (
    <div className="setting-row">
      <div>
        <div className="setting-title">{title}</div>
        <div className="field-hint" id={hintId}>
          {hint}
        </div>
        {note === null ? null : <div className="field-hint setting-note">{note}</div>}
        {state?.problem ? <div className="field-hint setting-problem">{state.problem}</div> : null}
      </div>
      <fieldset className="setting-control" disabled={setBy !== null}>
        {children}
      </fieldset>
    </div>
  );
}

interface SwitchRowProps {
  readonly title: string;
  readonly hint: string;
  readonly setting: keyof AppSettings;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchRow({ title, hint, setting, isOn, onChange }: SwitchRowProps) {
  const hintId = useId();
  return (
    <SettingRow title={title} hint={hint} hintId={hintId} setting={setting}>
      <Switch label={title} describedBy={hintId} isOn={isOn} onChange={onChange} />
    </SettingRow>
  );
}
