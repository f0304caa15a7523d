import { type FormEvent, useState } from 'react';
import { uiText } from '../i18n/en-ui.ts';
import { Button } from './button.tsx';
import { TypedSentenceField } from './typed-sentence-field.tsx';

interface TypedSentenceProps {
  readonly sentence: string;
  /** What typing it does: "To turn it on, type this sentence". */
  readonly label: string;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSubmit: (typed: string) => void;
  readonly onCancel: () => void;
}

/** For what makes trading possible again: a click could be an accident, a sentence is not. */
export function TypedSentence(props: TypedSentenceProps) {
  const { sentence, label, submitLabel, isBusy, onSubmit, onCancel } = props;
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(typed);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TypedSentenceField label={`${label}: ${sentence}`} typed={typed} onType={setTyped} />
      <div className="row">
        <Button type="submit" variant="danger" isBusy={isBusy} disabled={typed !== sentence}>
          {submitLabel}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {uiText.back}
        </Button>
      </div>
    </form>
  );
}
