import { type ClientAccess, clientAccessSchema } from '../../shared/domain/account.ts';
import { lesserAccess } from '../../shared/domain/client-entry.ts';
import { useRead } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { Segmented } from '../ui/segmented.tsx';
import type { ClientRulesProps } from './client-role-rows.tsx';

const ACCESSES = clientAccessSchema.options.map((value) => ({ value, label: text.access[value] }));

/** Account by account. What an account is open for at most is set on the Accounts page and said here. */
export function ClientAccounts({ entry, isBusy, onChange }: ClientRulesProps) {
  const accounts = useRead('accounts.list', {}).value ?? [];
  const given = new Map(entry.accounts.map(({ accountId, access }) => [accountId, access]));
  const set = (accountId: string, access: ClientAccess) =>
    onChange({
      accounts: [...entry.accounts.filter((each) => each.accountId !== accountId), { accountId, access }],
    });
  return (
    <div className="field">
      <span className="field-label">{text.accounts}</span>
      {accounts.map(({ id, alias, clientAccess }) => {
        const access = given.get(id) ?? 'none';
        const isHeldBack = lesserAccess(access, clientAccess) !== access;
        return (
          <div className="row client-account" key={id}>
            <span className="client-alias">{alias}</span>
            <Segmented
              label={text.accountAccess(alias)}
              value={access}
              options={ACCESSES}
              isDisabled={isBusy}
              onChange={(next) => set(id, next)}
            />
            {isHeldBack ? (
              <span className="field-hint">{text.ceiling(text.access[clientAccess])}</span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
