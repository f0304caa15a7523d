import { Plug, Wallet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useModel } from '../app-context.tsx';
import { accountStateWords } from '../i18n/en-domain.ts';
import { portfolioText as text } from '../i18n/en-portfolio.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { useShownAccount } from './shown-account.ts';

/** States in which the account process answers reads. */
const ANSWERING = new Set<Account['state']>(['ready', 'degraded', 'recovering']);

interface AccountGateProps {
  /** The broker is not asked for this, so the account need not be connected. */
  readonly isBrokerNotNeeded?: boolean;
  readonly children: (account: Account) => ReactNode;
}

/** Shows what is about one account, or says why there is nothing to show and what to do. */
export function AccountGate({ isBrokerNotNeeded = false, children }: AccountGateProps) {
  const { store } = useModel();
  const { list, account } = useShownAccount();
  const goToAccounts = (
    <Button onClick={() => store.setState({ page: 'accounts' })}>{text.addAccount}</Button>
  );
  if (account !== null && (isBrokerNotNeeded || ANSWERING.has(account.state))) return children(account);
  return (
    <div className="panel">
      <ReadView read={list}>
        {() =>
          account === null ? (
            <EmptyState
              icon={Wallet}
              title={text.noAccountTitle}
              text={text.noAccountText}
              action={goToAccounts}
            />
          ) : (
            <EmptyState
              icon={Plug}
              title={text.notReadyTitle(accountStateWords[account.state])}
              text={account.stateText ?? text.notReadyText}
              action={goToAccounts}
            />
          )
        }
      </ReadView>
    </div>
  );
}
