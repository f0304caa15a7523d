import { type AppSettings, HOLD_SECONDS_MAX } from '../../shared/domain/app-settings.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { BackupPanel } from '../backup/backup-panel.tsx';
import { settingsText as text } from '../i18n/en-settings.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { VaultPanel } from '../vault/vault-panel.tsx';
import { AboutPanel } from './about-panel.tsx';
import { HoldSeconds } from './hold-seconds.tsx';
import { SettingRow, SwitchRow } from './setting-row.tsx';
import { SourcesPanel } from './sources-panel.tsx';
import { StopShortcutsPanel } from './stop-shortcuts-panel.tsx';

export function SettingsPage() {
  const { reads } = useModel();
  const settings = useRead('settings.get', {});
  const save = useAction('settings.set');
  const set = async (patch: Partial<AppSettings>) => {
    await save.run(patch);
    reads.refresh(['settings.get']);
  };
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <ErrorNotice error={save.error} />
      <ReadView read={settings}>
        {(value) => <SettingsForm settings={value} onChange={(patch) => void set(patch)} />}
      </ReadView>
      <VaultPanel />
      <BackupPanel />
      <SourcesPanel />
      <AboutPanel />
    </Page>
  );
}

interface SettingsFormProps {
  readonly settings: AppSettings;
  readonly onChange: (patch: Partial<AppSettings>) => void;
}

const THEMES = (['system', 'dark', 'light'] as const).map((value) => ({ value, label: text.themes[value] }));
const CLOCKS = (['always_open', 'real'] as const).map((value) => ({ value, label: text.clocks[value] }));

function SettingsForm({ settings, onChange }: SettingsFormProps) {
  return (
    <>
      <Panel title={text.appearance}>
        <SettingRow title={text.theme} hint={text.themeHint} setting="theme">
          <Segmented
            label={text.theme}
            value={settings.theme}
            options={THEMES}
            onChange={(theme) => onChange({ theme })}
          />
        </SettingRow>
      </Panel>
      <Panel title={text.approvals}>
        <SettingRow title={text.hold} hint={text.holdHint} setting="holdSeconds">
          <HoldSeconds
            seconds={settings.holdSeconds}
            secondsMax={HOLD_SECONDS_MAX}
            onChange={(holdSeconds) => onChange({ holdSeconds })}
          />
        </SettingRow>
        <SwitchRow
          title={text.notifications}
          hint={text.notificationsHint}
          setting="areNotificationsOn"
          isOn={settings.areNotificationsOn}
          onChange={(areNotificationsOn) => onChange({ areNotificationsOn })}
        />
        <SwitchRow
          title={text.sound}
          hint={text.soundHint}
          setting="isSoundOn"
          isOn={settings.isSoundOn}
          onChange={(isSoundOn) => onChange({ isSoundOn })}
        />
        <SwitchRow
          title={text.tray}
          hint={text.trayHint}
          setting="isKeptInTray"
          isOn={settings.isKeptInTray}
          onChange={(isKeptInTray) => onChange({ isKeptInTray })}
        />
      </Panel>
      <StopShortcutsPanel settings={settings} onChange={onChange} />
      <Panel title={text.demo}>
        <SettingRow title={text.clock} hint={text.clockHint} setting="demoClock">
          <Segmented
            label={text.clock}
            value={settings.demoClock}
            options={CLOCKS}
            onChange={(demoClock) => onChange({ demoClock })}
          />
        </SettingRow>
      </Panel>
    </>
  );
}
