import type { Account } from '../../shared/domain/account.ts';
import { useRead } from '../app-context.tsx';
import { riskText as text } from '../i18n/en-risk.ts';
import { AccountGate } from '../shell/account-gate.tsx';
import { Page } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { AlertHistory } from './alert-history.tsx';
import { ControlOverview } from './control-overview.tsx';
import { RiskEditor } from './risk-editor.tsx';
import { RiskPreview } from './risk-preview.tsx';

export function RiskPage() {
  return (
    <Page title={text.title} subtitle={text.subtitle}>
      <AccountGate isBrokerNotNeeded>{(account) => <Risk key={account.id} account={account} />}</AccountGate>
    </Page>
  );
}

function Risk({ account }: { readonly account: Account }) {
  const settings = useRead('risk.get', { accountId: account.id });
  return (
    <ReadView read={settings}>
      {(value) => (
        <>
          <RiskPreview account={account} />
          <RiskEditor account={account} settings={value} />
          <AlertHistory />
          <ControlOverview account={account} settings={value} />
        </>
      )}
    </ReadView>
  );
}
