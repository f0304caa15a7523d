import { ListOrdered } from 'lucide-react';
import { useId, useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useRead } from '../app-context.tsx';
import { ordersText as text } from '../i18n/en-orders.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { AccountName } from '../ui/account-name.tsx';
import { Freshness } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { OrdersTable } from './orders-table.tsx';

type Scope = keyof typeof text.tabs;
const SCOPES: readonly Scope[] = ['open', 'filled', 'inactive'];

/** A screenful several times over, and one request to the broker. */
const ORDERS_SHOWN_MAX = 200;
/** Orders made in another program change without an event to this app. */
const ORDERS_REFRESH_MS = 10_000;

export function OrdersPage() {
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <AccountGate>{(account) => <Orders key={account.id} account={account} />}</AccountGate>
    </Page>
  );
}

function Orders({ account }: { readonly account: Account }) {
  const [scope, setScope] = useState<Scope>('open');
  const panelId = useId();
  const orders = useRead(
    'accounts.orders',
    { accountId: account.id, scope, limit: ORDERS_SHOWN_MAX },
    ORDERS_REFRESH_MS,
  );
  const [emptyTitle, emptyText] = text.empty[scope];
  return (
    <section className="panel" aria-label={text.title}>
      <div className="tabs-line">
        <Tabs
          label={text.tabsLabel}
          value={scope}
          panelId={panelId}
          tabs={SCOPES.map((value) => ({ value, label: text.tabs[value] }))}
          onChange={setScope}
        />
        <span className="row">
          <AccountName account={account} hasTags />
          {orders.value === null ? null : <Freshness provenance={orders.value.provenance} />}
        </span>
      </div>
      <div id={panelId} role="tabpanel" aria-label={text.tabs[scope]}>
        <ReadView read={orders}>
          {(value) =>
            value.orders.length === 0 ? (
              <EmptyState icon={ListOrdered} title={emptyTitle} text={emptyText} />
            ) : (
              <>
                <OrdersTable accountId={account.id} orders={value.orders} />
                {value.isTruncated ? <p className="panel-body soft small">{text.truncated}</p> : null}
              </>
            )
          }
        </ReadView>
      </div>
    </section>
  );
}
