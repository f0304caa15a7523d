import type { Account } from '../../shared/domain/account.ts';
import { type AppSettings, readRoutingSchema } from '../../shared/domain/app-settings.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { limitsText as text } from '../i18n/en-limits.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { AccountOrder } from './account-order.tsx';

const STRATEGIES = readRoutingSchema.options.map((value) => ({ value, label: text.strategies[value] }));

/** Which account answers a read of market data that names none. */
export function RoutingPanel({ accounts }: { readonly accounts: readonly Account[] }) {
  const { reads } = useModel();
  const settings = useRead('settings.get', {});
  const save = useAction('settings.set');
  const set = async (patch: Partial<AppSettings>) => {
    await save.run(patch);
    reads.refresh(['settings.get']);
  };
  return (
    <Panel title={text.routing}>
      <ErrorNotice error={save.error} />
      <ReadView read={settings}>
        {({ readRouting, defaultDataAccountId, readPriority }) => (
          <>
            <SettingRow title={text.strategy} hint={text.strategyHint[readRouting]} setting="readRouting">
              <Segmented
                label={text.strategy}
                value={readRouting}
                options={STRATEGIES}
                onChange={(value) => void set({ readRouting: value })}
              />
            </SettingRow>
            {readRouting === 'default' ? (
              <SettingRow title={text.dataAccount} hint={text.dataAccountHint} setting="defaultDataAccountId">
                <select
                  className="input select"
                  aria-label={text.dataAccount}
                  value={defaultDataAccountId ?? ''}
                  onChange={({ target }) =>
                    void set({ defaultDataAccountId: target.value === '' ? null : target.value })
                  }
                >
                  <option value="">{text.none}</option>
                  {accounts.map(({ id, alias }) => (
                    <option key={id} value={id}>
                      {alias}
                    </option>
                  ))}
                </select>
              </SettingRow>
            ) : null}
            {readRouting === 'priority' ? (
              <SettingRow title={text.order} hint={text.orderHint} setting="readPriority">
                <AccountOrder
                  accounts={accounts}
                  priority={readPriority}
                  onChange={(priority) => void set({ readPriority: priority })}
                />
              </SettingRow>
            ) : null}
          </>
        )}
      </ReadView>
    </Panel>
  );
}
