import { type FormEvent, useState } from 'react';
import { useAction, useModel } from '../app-context.tsx';
import { vaultText as text } from '../i18n/en-vault.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { passphraseErrors } from './passphrase-form.ts';

const EMPTY = { current: '', next: '', again: '' };

export function SetPassphraseForm({ hasOne }: { readonly hasOne: boolean }) {
  const { reads } = useModel();
  const save = useAction('vault.setPassphrase');
  const [fields, setFields] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const errors = passphraseErrors(fields.next, fields.again);
  const change = (patch: Partial<typeof EMPTY>) => {
    setDone(false);
    setFields((before) => ({ ...before, ...patch }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.next !== null || errors.again !== null) return;
    const currentPassphrase = hasOne ? fields.current : null;
    const saved = await save.run({ passphrase: fields.next, currentPassphrase });
    setTried(false);
    setFields(EMPTY);
    setDone(saved !== null);
    reads.refresh(['vault.status', 'app.status']);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {hasOne ? (
        <PassphraseField
          label={text.current}
          value={fields.current}
          onChange={(current) => change({ current })}
        />
      ) : null}
      <NewPassphraseFields
        labels={text}
        next={fields.next}
        again={fields.again}
        isTried={isTried}
        onChange={change}
      />
      <ErrorNotice error={save.error} />
      {isDone ? (
        <Notice tone="safe" role="status">
          {text.isSet}
        </Notice>
      ) : null}
      <div>
        <Button type="submit" isBusy={save.isBusy} disabled={hasOne && fields.current === ''}>
          {hasOne ? text.change : text.set}
        </Button>
      </div>
    </form>
  );
}
