import type { AppSettings } from '../../shared/domain/app-settings.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { backupText as text } from '../i18n/en-backup.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Segmented } from '../ui/segmented.tsx';

const SCHEDULES = (['off', 'daily'] as const).map((value) => ({ value, label: text.schedules[value] }));
const COUNTS = (['7', '14', '30'] as const).map((value) => ({ value, label: text.counts[value] }));

export function ScheduleRows({ isPossible }: { readonly isPossible: boolean }) {
  const { reads } = useModel();
  const settings = useRead('settings.get', {}).value;
  const save = useAction('settings.set');
  const set = async (patch: Partial<AppSettings>) => {
    await save.run(patch);
    reads.refresh(['settings.get']);
  };
  const isDaily = settings?.backupSchedule === 'daily';
  const kept = String(settings?.backupsKept ?? '');
  return (
    <>
      <SettingRow
        title={text.schedule}
        hint={isPossible ? text.scheduleHint : text.scheduleMissing}
        setting="backupSchedule"
      >
        <Segmented
          label={text.schedule}
          value={isDaily ? 'daily' : 'off'}
          options={SCHEDULES}
          isDisabled={save.isBusy || (!isPossible && !isDaily)}
          onChange={(backupSchedule) => void set({ backupSchedule })}
        />
      </SettingRow>
      <SettingRow title={text.keep} hint={text.keepHint} setting="backupsKept">
        <Segmented
          label={text.keep}
          value={COUNTS.find(({ value }) => value === kept)?.value ?? '7'}
          options={COUNTS}
          isDisabled={save.isBusy}
          onChange={(count) => void set({ backupsKept: Number(count) })}
        />
      </SettingRow>
      <ErrorNotice error={save.error} />
    </>
  );
}
