import { useRead } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ReadView } from '../ui/read-view.tsx';
import { SettingTable } from '../ui/setting-table.tsx';

export function PastSettings() {
  const settings = useRead('recovery.settings', {});
  return (
    <section className="panel" aria-label={text.tabs.settings}>
      <ReadView read={settings}>{(states) => <SettingTable states={states} />}</ReadView>
    </section>
  );
}
