import { useState } from 'react';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import type { HttpState } from '../../shared/domain/http-access.ts';
import { EXPOSE_SENTENCE, HTTP_LOOPBACK, isLoopback } from '../../shared/domain/http-settings.ts';
import { useAction, useModel } from '../app-context.tsx';
import { httpText as text } from '../i18n/en-http.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { TypedSentence } from '../ui/typed-sentence.tsx';
import { words } from './words.ts';

interface HttpExposureProps {
  readonly settings: AppSettings;
  readonly state: HttpState;
  readonly onClose: (patch: Partial<AppSettings>) => void;
}

/** Whether other computers reach the door. It opens to them with a certificate and a sentence typed, and closes by a click. */
export function HttpExposure({ settings, state, onClose }: HttpExposureProps) {
  const [isOpening, setOpening] = useState(false);
  const isHere = isLoopback(settings.httpAddress);
  const url = state.kind === 'listening' ? state.url : settings.httpAddress;
  return (
    <div className="setting-row http-exposure">
      <div>
        <div className="setting-title">{text.exposeTitle}</div>
        <div className="field-hint">{isHere ? text.onlyHere : text.reached(url)}</div>
      </div>
      {isHere ? (
        <Button isSmall aria-expanded={isOpening} onClick={() => setOpening(!isOpening)}>
          {text.exposeOpen}
        </Button>
      ) : (
        <Button
          isSmall
          onClick={() =>
            onClose({
              httpAddress: HTTP_LOOPBACK,
              httpNames: [],
              httpTlsCertFile: null,
              httpTlsKeyFile: null,
            })
          }
        >
          {text.closeExposure}
        </Button>
      )}
      {isOpening && isHere ? <ExposureForm onDone={() => setOpening(false)} /> : null}
    </div>
  );
}

const EMPTY = { address: '', names: '', certFile: '', keyFile: '' };
const FIELDS = [
  { name: 'address', label: text.exposeAddress, hint: text.exposeAddressHint },
  { name: 'names', label: text.exposeNames, hint: text.exposeNamesHint },
  { name: 'certFile', label: text.certFile, hint: undefined },
  { name: 'keyFile', label: text.keyFile, hint: undefined },
] as const;

function ExposureForm({ onDone }: { readonly onDone: () => void }) {
  const { reads } = useModel();
  const expose = useAction('http.expose');
  const [fields, setFields] = useState(EMPTY);
  const submit = async (confirmation: string) => {
    const { address, names, certFile, keyFile } = fields;
    const done = await expose.run({
      address: address.trim(),
      names: words(names.toLowerCase()),
      certFile: certFile.trim(),
      keyFile: keyFile.trim(),
      confirmation,
    });
    reads.refresh(['settings.get', 'http.state']);
    if (done !== null) onDone();
  };
  return (
    <div className="stack http-exposure-form">
      <span className="field-hint">{text.exposeHint}</span>
      {FIELDS.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint}>
          {(control) => (
            <input
              {...control}
              className="input"
              value={fields[name]}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <TypedSentence
        sentence={EXPOSE_SENTENCE}
        label={text.exposeLabel}
        submitLabel={text.exposeSubmit}
        isBusy={expose.isBusy}
        onSubmit={(typed) => void submit(typed)}
        onCancel={onDone}
      />
      <ErrorNotice error={expose.error} />
    </div>
  );
}
