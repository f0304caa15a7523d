import { type FormEvent, useId, useState } from 'react';
import { useAction, useModel } from '../app-context.tsx';
import { backupText as text } from '../i18n/en-backup.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { NewPassphraseFields } from '../vault/new-passphrase-fields.tsx';
import { passphraseErrors } from '../vault/passphrase-form.ts';

const EMPTY = { next: '', again: '', isKept: false };

export function CreateBackupForm() {
  const { reads } = useModel();
  const create = useAction('backup.create');
  const hintId = useId();
  const [fields, setFields] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const errors = passphraseErrors(fields.next, fields.again);
  const change = (patch: Partial<typeof EMPTY>) => setFields((before) => ({ ...before, ...patch }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setMade(null);
    if (errors.next !== null || errors.again !== null) return;
    const backup = await create.run({ passphrase: fields.next, isKept: fields.isKept });
    setTried(false);
    setFields(EMPTY);
    setMade(backup?.name ?? null);
    reads.refresh(['backup.list']);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <NewPassphraseFields
        labels={{ next: text.passphrase, nextHint: text.passphraseHint, again: text.again }}
        next={fields.next}
        again={fields.again}
        isTried={isTried}
        onChange={change}
      />
      <div className="row">
        <Switch
          label={text.remember}
          describedBy={hintId}
          isOn={fields.isKept}
          onChange={(isKept) => change({ isKept })}
        />
        <span className="field-hint" id={hintId}>
          {text.remember}. {text.rememberHint}
        </span>
      </div>
      <ErrorNotice error={create.error} />
      {made === null ? null : (
        <Notice tone="safe" role="status">
          {text.created(made)}
        </Notice>
      )}
      <div>
        <Button type="submit" isBusy={create.isBusy}>
          {text.create}
        </Button>
      </div>
    </form>
  );
}
