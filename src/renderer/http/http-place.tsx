import { type FormEvent, useState } from 'react';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import { httpText as text } from '../i18n/en-http.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { Button } from '../ui/button.tsx';
import { words } from './words.ts';

interface HttpPlaceProps {
  readonly settings: AppSettings;
  readonly isBusy: boolean;
  readonly onChange: (patch: Partial<AppSettings>) => void;
}

/** Its port, and whose pages may call it. */
export function HttpPlace({ settings, isBusy, onChange }: HttpPlaceProps) {
  const { httpPort, httpOrigins } = settings;
  return (
    <>
      <SavedText
        key={`port ${httpPort}`}
        title={text.port}
        hint={text.portHint}
        setting="httpPort"
        saved={String(httpPort)}
        submitLabel={text.save}
        isBusy={isBusy}
        onSave={(typed) => onChange({ httpPort: Number(typed) })}
      />
      <SavedText
        key={`origins ${httpOrigins.join(' ')}`}
        title={text.origins}
        hint={text.originsHint}
        setting="httpOrigins"
        saved={httpOrigins.join(' ')}
        submitLabel={text.saveOrigins}
        isBusy={isBusy}
        onSave={(typed) => onChange({ httpOrigins: words(typed.toLowerCase()) })}
      />
    </>
  );
}

interface SavedTextProps {
  readonly title: string;
  readonly hint: string;
  readonly setting: keyof AppSettings;
  readonly saved: string;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSave: (typed: string) => void;
}

/** A setting that is written as a whole: the button is there when something else is typed. */
function SavedText({ title, hint, setting, saved, submitLabel, isBusy, onSave }: SavedTextProps) {
  const [typed, setTyped] = useState(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(typed.trim());
  };
  return (
    <SettingRow title={title} hint={hint} setting={setting}>
      <form className="row" onSubmit={submit}>
        <input
          className="input setting-input"
          aria-label={title}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        {typed.trim() === saved ? null : (
          <Button isSmall type="submit" isBusy={isBusy}>
            {submitLabel}
          </Button>
        )}
      </form>
    </SettingRow>
  );
}
