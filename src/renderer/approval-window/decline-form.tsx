import { type FormEvent, useEffect, useRef, useState } from 'react';
import { DECISION_NOTE_LENGTH_MAX } from '../../shared/domain/approval-card.ts';
import { cardText } from '../i18n/en-card.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

const text = cardText.declineForm;

interface DeclineFormProps {
  readonly clientName: string;
  readonly onSubmit: (note: string, isClientBlocked: boolean) => void;
  readonly onBack: () => void;
}

export function DeclineForm({ clientName, onSubmit, onBack }: DeclineFormProps) {
  const [note, setNote] = useState('');
  const [isBlocked, setBlocked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(note.trim(), isBlocked);
  };
  return (
    <form
      className="stack"
      aria-label={text.title}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      <Field label={text.note}>
        {(control) => (
          <input
            {...control}
            ref={input}
            className="input"
            maxLength={DECISION_NOTE_LENGTH_MAX}
            placeholder={text.placeholder}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="decision-buttons">
        <Button type="submit" variant="danger" className="decision-button">
          {text.submit}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {text.back}
        </Button>
        <label className="checkbox push">
          <input type="checkbox" checked={isBlocked} onChange={(event) => setBlocked(event.target.checked)} />
          {text.block(clientName)}
        </label>
      </div>
    </form>
  );
}
