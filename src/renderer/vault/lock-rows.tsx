import { Lock } from 'lucide-react';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Segmented } from '../ui/segmented.tsx';

const MINUTES = (['0', '5', '15', '60'] as const).map((value) => ({ value, label: text.minutes[value] }));

/** After how long, and now. Where there is nothing to unlock by, why not. */
export function LockRows({ obstacle }: { readonly obstacle: string | null }) {
  const { reads } = useModel();
  const settings = useRead('settings.get', {}).value;
  const save = useAction('settings.set');
  const lock = useAction('app.lock');
  if (obstacle !== null) {
    return (
      <SettingRow title={text.lock} hint={obstacle}>
        <span />
      </SettingRow>
    );
  }
  const minutes = String(settings?.appLockMinutes ?? 0);
  return (
    <>
      <SettingRow title={text.lock} hint={text.lockHint}>
        <Segmented
          label={text.lock}
          value={MINUTES.find(({ value }) => value === minutes)?.value ?? '0'}
          options={MINUTES}
          isDisabled={save.isBusy}
          onChange={async (value) => {
            await save.run({ appLockMinutes: Number(value) });
            reads.refresh(['settings.get']);
          }}
        />
      </SettingRow>
      <SettingRow title={text.lockNow} hint={text.lockNowHint}>
        <Button
          icon={<Lock size={15} aria-hidden />}
          isBusy={lock.isBusy}
          onClick={() => void lock.run({}).then(() => reads.refresh(['app.status']))}
        >
          {text.lockNow}
        </Button>
      </SettingRow>
      <ErrorNotice error={save.error ?? lock.error} />
    </>
  );
}
