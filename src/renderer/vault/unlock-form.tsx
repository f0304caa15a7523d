import { LockOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useAction, useModel } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PassphraseField } from './passphrase-field.tsx';

/** What was typed is forgotten with the answer, whatever it was. */
export function UnlockForm() {
  const { reads } = useModel();
  const unlock = useAction('vault.unlock');
  const [passphrase, setPassphrase] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await unlock.run({ passphrase });
    setPassphrase('');
    reads.refresh(['vault.status', 'app.status', 'accounts.list']);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <PassphraseField label={text.passphrase} value={passphrase} onChange={setPassphrase} />
      <ErrorNotice error={unlock.error} />
      <div>
        <Button
          type="submit"
          variant="primary"
          icon={<LockOpen size={15} aria-hidden />}
          disabled={passphrase === ''}
          isBusy={unlock.isBusy}
        >
          {text.unlock}
        </Button>
      </div>
    </form>
  );
}
