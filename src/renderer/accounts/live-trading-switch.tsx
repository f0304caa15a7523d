import { useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { LIVE_TRADING_SENTENCE } from '../../shared/ipc/commands/account-commands.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { TypedSentence } from '../ui/typed-sentence.tsx';

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
          sentence={LIVE_TRADING_SENTENCE}
          label={text.liveTypeLabel}
          submitLabel={text.liveTurnOn}
          isBusy={setLive.isBusy}
          onSubmit={(typed) => void set(true, typed)}
          onCancel={() => setTyping(false)}
        />
      ) : null}
      <ErrorNotice error={setLive.error} />
    </div>
  );
}
