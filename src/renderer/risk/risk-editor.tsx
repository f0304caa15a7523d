import { useState } from 'react';
import { type Account, isLive } from '../../shared/domain/account.ts';
import { loosenedSettings, looseningSentence } from '../../shared/domain/risk-loosening.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../shared/domain/risk-settings.ts';
import { useAction, useModel } from '../app-context.tsx';
import { riskText as text } from '../i18n/en-risk.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { LooserConfirmation } from './looser-confirmation.tsx';
import { RISK_GROUPS } from './risk-fields.ts';
import { changedFields, fromRiskForm, type RiskForm, toRiskForm } from './risk-form.ts';
import { RiskRow } from './risk-row.tsx';

const GROUPS = Object.keys(RISK_GROUPS) as (keyof typeof RISK_GROUPS)[];

interface RiskEditorProps {
  readonly account: Account;
  readonly settings: RiskSettings;
}

export function RiskEditor({ account, settings }: RiskEditorProps) {
  const { reads } = useModel();
  const save = useAction('risk.set');
  const [draft, setDraft] = useState<RiskForm | null>(null);
  const [isSaved, setSaved] = useState(false);
  const form = draft ?? toRiskForm(settings);
  const result = fromRiskForm(form);
  const changed = changedFields(settings, form);
  const change = (next: RiskForm | null) => {
    setDraft(next);
    setSaved(false);
  };
  const submit = async (typedSentence: string) => {
    if (!result.ok) return;
    const stored = await save.run({ accountId: account.id, settings: result.settings, typedSentence });
    if (stored === null) return;
    reads.refresh(['risk.get']);
    setDraft(null);
    setSaved(true);
  };
  return (
    <>
      {GROUPS.map((group) => (
        <Panel key={group} title={text.groups[group]}>
          {RISK_GROUPS[group].map((name) => (
            <RiskRow
              key={name}
              name={name}
              value={form[name]}
              isChanged={changed.includes(name)}
              error={result.ok ? null : (result.errors[name] ?? null)}
              onChange={(value) => change({ ...form, [name]: value })}
            />
          ))}
        </Panel>
      ))}
      {isSaved ? <Notice tone="safe" role="status" title={text.saved} /> : null}
      <div className="row">
        <Button onClick={() => change(toRiskForm(DEFAULT_RISK_SETTINGS))}>{text.reset}</Button>
      </div>
      {changed.length === 0 ? null : (
        <SaveBar
          account={account}
          count={changed.length}
          loosened={result.ok ? loosenedSettings(settings, result.settings) : []}
          isValid={result.ok}
          save={save}
          onSave={(typedSentence) => void submit(typedSentence)}
          onDiscard={() => change(null)}
        />
      )}
    </>
  );
}

interface SaveBarProps {
  readonly account: Account;
  readonly count: number;
  readonly loosened: ReturnType<typeof loosenedSettings>;
  readonly isValid: boolean;
  readonly save: { readonly isBusy: boolean; readonly error: Parameters<typeof ErrorNotice>[0]['error'] };
  readonly onSave: (typedSentence: string) => void;
  readonly onDiscard: () => void;
}

function SaveBar({ account, count, loosened, isValid, save, onSave, onDiscard }: SaveBarProps) {
  const [typed, setTyped] = useState('');
  const sentence = looseningSentence(account.alias);
  const needsSentence = isLive(account.mode) && loosened.length > 0;
  return (
    <div className="save-bar stack">
      {needsSentence ? (
        <LooserConfirmation names={loosened} sentence={sentence} typed={typed} onType={setTyped} />
      ) : null}
      <ErrorNotice error={save.error} />
      <div className="row">
        <span role="status">{text.unsaved(count)}</span>
        <span className="push" />
        <Button variant="quiet" onClick={onDiscard}>
          {text.discard}
        </Button>
        <Button
          variant="primary"
          isBusy={save.isBusy}
          disabled={!isValid || (needsSentence && typed.trim() !== sentence)}
          onClick={() => onSave(typed)}
        >
          {text.save}
        </Button>
      </div>
    </div>
  );
}
