import type { Account, AccountId } from '../../shared/domain/account.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Switch } from '../ui/switch.tsx';

interface Defaults {
  readonly dataId: AccountId | null;
  readonly tradingId: AccountId | null;
}

/** null: not read yet. */
export function useDefaults(): Defaults | null {
  const settings = useRead('settings.get', {}).value;
  if (settings === null) return null;
  return { dataId: settings.defaultDataAccountId, tradingId: settings.defaultTradingAccountId };
}

/** For what an account stands when nobody names one. At most one account has each of the two. */
export function DefaultRoles({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const save = useAction('settings.set');
  const defaults = useDefaults();
  if (defaults === null) return null;
  const set = async (setting: 'defaultDataAccountId' | 'defaultTradingAccountId', isOn: boolean) => {
    await save.run({ [setting]: isOn ? account.id : null });
    reads.refresh(['settings.get']);
  };
  return (
    <div className="field">
      <span className="field-label">{text.defaults}</span>
      <div className="row">
        <Switch
          label={`${text.defaultData}, ${account.alias}`}
          isOn={defaults.dataId === account.id}
          isDisabled={save.isBusy}
          onChange={(isOn) => void set('defaultDataAccountId', isOn)}
        />
        <span>
          {text.defaultData}. <span className="soft">{text.defaultDataHint}</span>
        </span>
      </div>
      <div className="row">
        <Switch
          label={`${text.defaultTrading}, ${account.alias}`}
          isOn={defaults.tradingId === account.id}
          isDisabled={save.isBusy}
          onChange={(isOn) => void set('defaultTradingAccountId', isOn)}
        />
        <span>
          {text.defaultTrading}. <span className="soft">{text.defaultTradingHint}</span>
        </span>
      </div>
      <ErrorNotice error={save.error} />
    </div>
  );
}
