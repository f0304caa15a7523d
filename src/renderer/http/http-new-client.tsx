import { type FormEvent, useState } from 'react';
import { useAction, useModel } from '../app-context.tsx';
import { httpText as text } from '../i18n/en-http.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** An entry for a dashboard or another program that starts no launcher. */
export function HttpNewClient() {
  const { reads } = useModel();
  const [name, setName] = useState('');
  const add = useAction('http.addClient');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await add.run({ name: name.trim() });
    if (made !== null) setName('');
    reads.refresh(['clients.entries']);
  };
  return (
    <SettingRow title={text.newClient} hint={text.newClientHint}>
      <form className="row" onSubmit={(event) => void submit(event)}>
        <input
          className="input setting-input"
          aria-label={text.newClient}
          placeholder={text.labelPlaceholder}
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <Button isSmall type="submit" isBusy={add.isBusy} disabled={name.trim() === ''}>
          {text.addClient}
        </Button>
      </form>
      <ErrorNotice error={add.error} />
    </SettingRow>
  );
}
