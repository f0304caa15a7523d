import { type FormEvent, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { LIVE_TRADING_SENTENCE } from '../../shared/ipc/commands.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Field } from '../ui/field.tsx';
import { Switch } from '../ui/switch.tsx';

/** Off is one click; on needs the sentence, typed. */
export function LiveTradingSwitch({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const setLive = useAction('accounts.setLiveTrading');
  const [isTyping, setTyping] = useState(false);
  const set = async (isEnabled: boolean, typedSentence: string) => {
    const changed = await setLive.run({ accountId: account.id, isEnabled, typedSentence });
    if (changed !== null) setTyping(false);
    reads.refresh(['accounts.list']);
  };
  const explanation = account.isLiveTradingEnabled ? text.liveOn : text.liveOff;
  return (
    <div className="field">
      <span className="field-label">{text.liveTrading}</span>
      {account.mode === 'paper' ? (
        <span className="field-hint">{text.livePaper}</span>
      ) : (
        <div className="row">
          <Switch
            isLive
            label={`${text.liveTrading}, ${account.alias}`}
            isOn={account.isLiveTradingEnabled}
            isDisabled={setLive.isBusy}
            onChange={(isOn) => (isOn ? setTyping(true) : void set(false, ''))}
          />
          <span className="soft">{explanation}</span>
        </div>
      )}
      {isTyping && !account.isLiveTradingEnabled ? (
        <TypedSentence
          isBusy={setLive.isBusy}
          onSubmit={(typed) => void set(true, typed)}
          onCancel={() => setTyping(false)}
        />
      ) : null}
      <ErrorNotice error={setLive.error} />
    </div>
  );
}

interface TypedSentenceProps {
  readonly isBusy: boolean;
  readonly onSubmit: (typed: string) => void;
  readonly onCancel: () => void;
}

function TypedSentence({ isBusy, onSubmit, onCancel }: TypedSentenceProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(typed);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={`${text.liveTypeLabel}: ${LIVE_TRADING_SENTENCE}`}>
        {(control) => (
          <input
            {...control}
            className="input"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className="row">
        <Button type="submit" variant="danger" isBusy={isBusy} disabled={typed !== LIVE_TRADING_SENTENCE}>
          {text.liveTurnOn}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
