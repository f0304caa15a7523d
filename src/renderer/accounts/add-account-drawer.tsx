import { type FormEvent, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { addAccountErrors } from './add-account-form.ts';
import { PropertiesDrop } from './properties-drop.tsx';
import { TokenFileButton } from './token-file-button.tsx';

const text = accountsText.form;

interface AddAccountDrawerProps {
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
}

export function AddAccountDrawer({ accounts, onClose }: AddAccountDrawerProps) {
  const { reads } = useModel();
  const add = useAction('accounts.add');
  const [alias, setAlias] = useState('');
  const [label, setLabel] = useState('');
  const [file, setFile] = useState<{ name: string; properties: string } | null>(null);
  const [fileError, setFileError] = useState<string | null>(null);
  const [tokenFile, setTokenFile] = useState<string | null>(null);
  const [tokenError, setTokenError] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const properties = file?.properties ?? null;
  const errors = addAccountErrors({ alias, label, properties }, accounts);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (properties === null || Object.values(errors).some((error) => error !== null)) return;
    if ((await add.run({ alias, label, properties, tokenFile })) === null) return;
    reads.refresh(['accounts.list']);
    onClose();
  };
  return (
    <Drawer title={text.title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <PropertiesDrop
          fileName={file?.name ?? null}
          error={fileError ?? (isTried ? errors.properties : null)}
          onRead={(read) => {
            setFile(read);
            setFileError(null);
          }}
          onError={(message) => {
            setFile(null);
            setFileError(message);
          }}
        />
        <p className="field-hint">{text.howToGet}</p>
        <div className="field">
          <span className="field-label">{accountsText.token.optional}</span>
          <div className="token-row">
            <TokenFileButton
              label={accountsText.token.choose}
              accessibleName={accountsText.token.choose}
              onRead={(read) => {
                setTokenFile(read);
                setTokenError(null);
              }}
              onError={(message) => {
                setTokenFile(null);
                setTokenError(message);
              }}
            />
            {tokenFile === null ? null : <span className="soft">{accountsText.token.chosen}</span>}
          </div>
          {tokenError === null ? null : (
            <span className="field-error" role="alert">
              {tokenError}
            </span>
          )}
          <span className="field-hint">{accountsText.token.optionalHint}</span>
        </div>
        <TextField
          label={text.alias}
          hint={text.aliasHint}
          placeholder={text.aliasPlaceholder}
          error={isTried ? errors.alias : null}
          value={alias}
          onChange={setAlias}
        />
        <TextField
          label={text.label}
          hint={text.labelHint}
          error={isTried ? errors.label : null}
          value={label}
          onChange={setLabel}
        />
        <ErrorNotice error={add.error} />
        <Button type="submit" variant="primary" isBusy={add.isBusy}>
          {text.submit}
        </Button>
      </form>
    </Drawer>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder?: string;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, hint, placeholder, error, value, onChange }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          className="input"
          placeholder={placeholder}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
