import { PASSPHRASE_LENGTH_MIN } from '../../shared/domain/vault-status.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { passphraseErrors } from './passphrase-form.ts';

interface NewPassphraseFieldsProps {
  readonly labels: {
    readonly next: string;
    readonly nextHint: (lengthMin: number) => string;
    readonly again: string;
  };
  readonly next: string;
  readonly again: string;
  /** Errors are told after the first attempt, not while the user types. */
  readonly isTried: boolean;
  readonly onChange: (patch: { next?: string; again?: string }) => void;
}

/** A passphrase that is being chosen: twice, since what is typed is not shown. */
export function NewPassphraseFields({ labels, next, again, isTried, onChange }: NewPassphraseFieldsProps) {
  const errors = passphraseErrors(next, again);
  return (
    <>
      <PassphraseField
        label={labels.next}
        hint={labels.nextHint(PASSPHRASE_LENGTH_MIN)}
        error={isTried ? errors.next : null}
        isNew
        value={next}
        onChange={(value) => onChange({ next: value })}
      />
      <PassphraseField
        label={labels.again}
        error={isTried ? errors.again : null}
        isNew
        value={again}
        onChange={(value) => onChange({ again: value })}
      />
    </>
  );
}
