import { type FormEvent, useState } from 'react';
import { useAction, useModel } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { NewPassphraseFields } from '../vault/new-passphrase-fields.tsx';
import { passphraseErrors } from '../vault/passphrase-form.ts';

const EMPTY = { next: '', again: '' };

/** Keeps what the newer version has written, before a backup takes its place. */
export function CopyPanel() {
  const { reads } = useModel();
  const backUp = useAction('recovery.backUp');
  const [fields, setFields] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const errors = passphraseErrors(fields.next, fields.again);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.next !== null || errors.again !== null) return;
    await backUp.run({ passphrase: fields.next });
    setTried(false);
    setFields(EMPTY);
    reads.refresh(['recovery.backups']);
  };
  return (
    <Panel title={text.copyTitle}>
      <form className="panel-body stack" onSubmit={(event) => void submit(event)} noValidate>
        <p className="soft">{text.copyWhat}</p>
        <NewPassphraseFields
          labels={{ next: text.copyPassphrase, nextHint: text.copyPassphraseHint, again: text.copyAgain }}
          next={fields.next}
          again={fields.again}
          isTried={isTried}
          onChange={(patch) => setFields((before) => ({ ...before, ...patch }))}
        />
        <ErrorNotice error={backUp.error} />
        {backUp.value === null ? null : (
          <Notice tone="safe" role="status">
            {text.copied(backUp.value.name)}
          </Notice>
        )}
        <div>
          <Button type="submit" isBusy={backUp.isBusy}>
            {text.copy}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
