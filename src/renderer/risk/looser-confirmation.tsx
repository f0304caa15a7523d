import { riskText as text } from '../i18n/en-risk.ts';
import { Notice } from '../ui/notice.tsx';
import { TypedSentenceField } from '../ui/typed-sentence-field.tsx';
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
      <TypedSentenceField label={text.sentenceLabel} typed={typed} onType={onType} />
    </>
  );
}
