import { KeyRound, Plus, Wallet } from 'lucide-react';
import { useAppState, useModel, useRead } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { vaultText } from '../i18n/en-vault.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { UnlockPanel } from '../vault/unlock-panel.tsx';
import { AccountCard } from './account-card.tsx';
import { AddAccountDrawer } from './add-account-drawer.tsx';
import { useFileDrop } from './use-file-drop.ts';

export function AccountsPage() {
  const accounts = useRead('accounts.list', {});
  const vault = useRead('vault.status', {}).value;
  const { store } = useModel();
  const isAdding = useAppState((state) => state.isAddingAccount);
  const setAdding = (isAddingAccount: boolean) => store.setState({ isAddingAccount });
  const { isOver, dropped, error, handlers, forget } = useFileDrop(() => setAdding(true));
  return (
    <div className={isOver ? 'page-drop page-drop-over' : 'page-drop'} {...handlers}>
      <Page
        title={text.title}
        subtitle={text.subtitle}
        actions={
          <Button variant="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        }
      >
        <UnlockPanel />
        {error === null ? null : <Notice tone="danger" role="alert" title={error} />}
        <ReadView read={accounts}>
          {(list) =>
            list.length === 0 ? (
              <div className="panel">
                <EmptyState icon={Wallet} title={text.emptyTitle} text={text.emptyText} />
              </div>
            ) : (
              list.map((account) => <AccountCard key={account.id} account={account} />)
            )
          }
        </ReadView>
        {vault === null ? null : (
          <p className="row soft small">
            <KeyRound size={14} aria-hidden />
            {vault.protection === 'keychain'
              ? vaultText.protection.keychain(vault.keychain)
              : vaultText.protection[vault.protection]}
          </p>
        )}
        {isAdding ? (
          <AddAccountDrawer
            accounts={accounts.value ?? []}
            initial={dropped}
            onClose={() => {
              forget();
              setAdding(false);
            }}
          />
        ) : null}
      </Page>
    </div>
  );
}
