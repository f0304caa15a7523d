import type { AppSettings } from '../../shared/domain/app-settings.ts';
import {
  STOP_KEY_SETTINGS,
  STOP_KEYS,
  type StopKeySetting,
  shortcutText,
} from '../../shared/domain/stop-shortcuts.ts';
import { useRead } from '../app-context.tsx';
import { stopShortcutsText as text } from '../i18n/en-stops.ts';
import { Badge } from '../ui/badge.tsx';
import { Panel } from '../ui/page.tsx';
import { SettingRow } from './setting-row.tsx';

interface StopShortcutsPanelProps {
  readonly settings: AppSettings;
  readonly onChange: (patch: Partial<AppSettings>) => void;
}

/** The keys of the three levels of the kill switch, and whether the desktop granted them. */
export function StopShortcutsPanel({ settings, onChange }: StopShortcutsPanelProps) {
  return (
    <Panel title={text.title}>
      {STOP_KEY_SETTINGS.map((setting) => (
        <SettingRow key={setting} title={text.levels[setting]} hint={text.hints[setting]} setting={setting}>
          <div className="row">
            <ShortcutState setting={setting} />
            <select
              className="input select"
              aria-label={text.keyOf(text.levels[setting])}
              value={settings[setting]}
              onChange={(event) => onChange({ [setting]: event.target.value })}
            >
              <option value="off">{text.off}</option>
              {freeKeys(settings, setting).map((key) => (
                <option key={key} value={key}>
                  {shortcutText(key)}
                </option>
              ))}
            </select>
          </div>
        </SettingRow>
      ))}
    </Panel>
  );
}

function ShortcutState({ setting }: { readonly setting: StopKeySetting }) {
  const states = useRead('settings.stopShortcuts', {}).value;
  const state = states?.find((each) => each.setting === setting)?.state;
  return state === 'taken' ? <Badge tone="warning">{text.taken}</Badge> : null;
}

/** No two levels share their keys. */
function freeKeys(settings: AppSettings, setting: StopKeySetting): readonly string[] {
  const others = STOP_KEY_SETTINGS.filter((other) => other !== setting).map((other) => settings[other]);
  return STOP_KEYS.filter((key) => !others.includes(key));
}
