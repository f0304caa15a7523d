import { riskText as text } from '../i18n/en-risk.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import type { RiskFieldName } from './risk-fields.ts';

interface LooserConfirmationProps {
  readonly names: readonly RiskFieldName[];
  readonly sentence: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** Loosening a control of a live account takes more than a click. */
export function LooserConfirmation({ names, sentence, typed, onType }: LooserConfirmationProps) {
  return (
    <>
      <Notice tone="warning" title={text.looserTitle}>
        {text.looserText(names.map((name) => text.fields[name].title).join(', '), sentence)}
      </Notice>
      <Field label={text.sentenceLabel}>
        {(control) => (
          <input
            {...control}
            className="input"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onType(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
