import { type FormEvent, useEffect, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DescriptionFields } from './description-fields.tsx';
import { type DescriptionForm, readDescription, suggestedAlias } from './description-form.ts';
import type { GivenFiles } from './given-files.ts';
import { TestedFiles } from './tested-files.tsx';
import { useConnectionTest } from './use-connection-test.ts';

const text = accountsText.form;
const EMPTY: DescriptionForm = { alias: '', label: '', colour: null, tags: '' };
const NO_ERRORS = { alias: null, label: null, tags: null };

interface AddAccountDrawerProps {
  readonly accounts: readonly Account[];
  /** What was dropped onto the page; null: nothing yet. */
  readonly initial: GivenFiles | null;
  readonly onClose: () => void;
}

/** The file, its test, and then a name: an account is added when one knows what it is. */
export function AddAccountDrawer({ accounts, initial, onClose }: AddAccountDrawerProps) {
  const { reads } = useModel();
  const testing = useConnectionTest(null);
  const add = useAction('connections.add');
  const [form, setForm] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const { test } = testing;
  const taken = accounts.map(({ alias }) => alias);
  const { description, errors } = readDescription(form, taken);
  const isOver = test?.state === 'passed' || test?.state === 'failed';
  // With an unreadable key there is nothing to keep; whatever else is wrong can be mended later.
  const isUsable = isOver && test.steps.some(({ name, state }) => name === 'key' && state === 'passed');
  const suggestion = isUsable ? suggestedAlias(test.mode, test.lastFour, taken) : '';
  useEffect(() => {
    if (suggestion !== '')
      setForm((current) => (current.alias === '' ? { ...current, alias: suggestion } : current));
  }, [suggestion]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (test === null || description === null) return;
    if ((await add.run({ testId: test.id, ...description })) === null) return;
    reads.refresh(['accounts.list']);
    onClose();
  };
  return (
    <Drawer title={text.title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <TestedFiles testing={testing} initial={initial} hint={text.howToGet} />
        {isUsable ? (
          <>
            <DescriptionFields form={form} errors={isTried ? errors : NO_ERRORS} onChange={setForm} />
            <p className="field-hint">{text.accessHint}</p>
            <ErrorNotice error={add.error} />
            <Button type="submit" variant={test.state === 'passed' ? 'primary' : 'plain'} isBusy={add.isBusy}>
              {test.state === 'passed' ? text.submit : text.submitAnyway}
            </Button>
          </>
        ) : null}
      </form>
    </Drawer>
  );
}
