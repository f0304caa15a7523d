import { type FormEvent, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DescriptionFields } from './description-fields.tsx';
import { descriptionFormOf, readDescription } from './description-form.ts';

export function DescribeAccountDrawer(props: { readonly account: Account; readonly onClose: () => void }) {
  const { account, onClose } = props;
  const { reads } = useModel();
  const describe = useAction('accounts.describe');
  const [form, setForm] = useState(() => descriptionFormOf(account));
  const others = (useRead('accounts.list', {}).value ?? []).filter(({ id }) => id !== account.id);
  const { description, errors } = readDescription(
    form,
    others.map(({ alias }) => alias),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (description === null) return;
    if ((await describe.run({ accountId: account.id, ...description })) === null) return;
    reads.refresh(['accounts.list']);
    onClose();
  };
  return (
    <Drawer title={text.describeTitle(account.alias)} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <DescriptionFields form={form} errors={errors} onChange={setForm} />
        <p className="field-hint">{text.describeHint}</p>
        <ErrorNotice error={describe.error} />
        <Button type="submit" variant="primary" isBusy={describe.isBusy} disabled={description === null}>
          {text.describeSubmit}
        </Button>
      </form>
    </Drawer>
  );
}
