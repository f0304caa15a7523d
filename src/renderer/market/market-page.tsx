import { Eye, Radio } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { marketText as text } from '../i18n/en-market.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { AddSymbol } from './add-symbol.tsx';
import { SymbolDetail } from './symbol-detail.tsx';
import { useLiveQuotes } from './use-live.ts';
import { WatchList } from './watch-list.tsx';

/** Sessions open and close on the minute. */
const MARKET_REFRESH_MS = 30_000;

export function MarketPage() {
  const settings = useRead('settings.get', {});
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <AccountGate>
        {(account) => (
          <ReadView read={settings}>
            {({ watchList }) => <Market key={account.id} account={account} symbols={watchList} />}
          </ReadView>
        )}
      </AccountGate>
    </Page>
  );
}

function Market({ account, symbols }: { readonly account: Account; readonly symbols: readonly string[] }) {
  const { reads } = useModel();
  const save = useAction('settings.set');
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked !== null && symbols.includes(picked) ? picked : (symbols[0] ?? null);
  const live = useLiveQuotes(account.id, symbols);
  const markets = useRead('accounts.market', { accountId: account.id }, MARKET_REFRESH_MS).value ?? [];
  const change = async (watchList: readonly string[]) => {
    await save.run({ watchList: [...watchList] });
    reads.refresh(['settings.get']);
  };
  return (
    <>
      <Panel title={text.watchList} count={symbols.length} aside={<PushWords account={account} />}>
        <div className="panel-body">
          <AddSymbol
            listed={symbols}
            isBusy={save.isBusy}
            onAdd={(symbol) => {
              setPicked(symbol);
              void change([...symbols, symbol]);
            }}
          />
          <ErrorNotice error={save.error ?? live.error} />
        </div>
        {symbols.length === 0 ? (
          <EmptyState icon={Eye} title={text.emptyTitle} text={text.emptyText} />
        ) : (
          <WatchList
            symbols={symbols}
            quotes={live.quotes}
            markets={markets}
            isRead={live.value !== null && !live.isLoading}
            chosen={chosen}
            onChoose={setPicked}
            onRemove={(symbol) => void change(symbols.filter((each) => each !== symbol))}
          />
        )}
      </Panel>
      {chosen === null ? null : (
        <SymbolDetail key={`${account.id} ${chosen}`} accountId={account.id} symbol={chosen} />
      )}
    </>
  );
}

function PushWords({ account }: { readonly account: Account }) {
  const { state } = account.push;
  return (
    <span className="row soft small">
      <Radio size={13} aria-hidden />
      <span className={`dot ${state === 'connected' ? 'dot-safe' : 'dot-danger'}`} />
      {text.pushStates[state]}
    </span>
  );
}
