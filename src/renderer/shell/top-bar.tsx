import { Cable, Clock } from 'lucide-react';
import { type Account, isLive } from '../../shared/domain/account.ts';
import type { MarketStatus } from '../../shared/domain/market-data.ts';
import { useModel, useRead } from '../app-context.tsx';
import { accountStateWords, marketPhaseWords } from '../i18n/en-domain.ts';
import { shellText as text } from '../i18n/en-shell.ts';
import { stopsText } from '../i18n/en-stops.ts';
import { MARKET_ZONES } from '../i18n/format-time.ts';
import { accountStateTone } from '../i18n/status-tone.ts';
import { AccountDot, AccountTags } from '../ui/account-name.tsx';
import { Badge } from '../ui/badge.tsx';
import { modeWord } from '../ui/mode-badge.tsx';
import { AlertBanner } from './alert-banner.tsx';
import { useShownAccount } from './shown-account.ts';
import { StopBanner } from './stop-banner.tsx';
import { StopButton } from './stop-button.tsx';

/** Sessions open and close on the minute; the broker pushes no event for it. */
const MARKET_REFRESH_MS = 30_000;

export function TopBar() {
  const { account } = useShownAccount();
  const status = useRead('app.status', {}).value;
  const markets = useRead(
    'accounts.market',
    account?.state === 'ready' ? { accountId: account.id } : null,
    MARKET_REFRESH_MS,
  ).value;
  return (
    <header className="topbar">
      <div className="topbar-line">
        <AccountSwitcher />
        {account === null || account.state === 'ready' ? null : (
          <Badge tone={accountStateTone(account.state)}>{accountStateWords[account.state]}</Badge>
        )}
        <span className="push" />
        <Markets markets={markets} />
        {status === null ? null : (
          <span className="topbar-fact" title={status.mcpEndpoint.text}>
            <Cable size={14} aria-hidden />
            <span className={`dot ${status.mcpEndpoint.isListening ? 'dot-safe' : 'dot-danger'}`} />
            {status.mcpEndpoint.isListening ? text.connections(status.connectionsOpen) : text.notListening}
          </span>
        )}
        <StopButton
          target={{ scope: 'app' }}
          label={stopsText.stop}
          stoppedLabel={stopsText.stopped}
          hint={stopsText.stopHint}
          isSmall
        />
      </div>
      <StopBanner canLift />
      <AlertBanner />
      {account === null ? null : <Ribbon account={account} />}
      {status?.runtimeNotice ? <div className="ribbon-note">{status.runtimeNotice}</div> : null}
    </header>
  );
}

function AccountSwitcher() {
  const { store } = useModel();
  const { list, account } = useShownAccount();
  if (account === null) return null;
  return (
    <div className="account-switcher">
      <AccountDot account={account} />
      <select
        className="input"
        aria-label={text.account}
        value={account.id}
        onChange={(event) => store.setState({ chosenAccountId: event.target.value })}
      >
        {(list.value ?? []).map((each) => (
          <option key={each.id} value={each.id}>
            {`${each.alias}${each.lastFour === null ? '' : ` ··${each.lastFour}`} (${modeWord(each.mode)})`}
          </option>
        ))}
      </select>
    </div>
  );
}

function Markets({ markets }: { readonly markets: readonly MarketStatus[] | null }) {
  if (markets === null) return null;
  return (
    <span className="topbar-fact">
      <Clock size={14} aria-hidden />
      {markets.length === 0 ? text.noMarket : null}
      {markets.map((market) => (
        <span key={market.market} title={`${MARKET_ZONES[market.market].city}: ${market.statusText ?? ''}`}>
          <strong>{market.market}</strong> {marketPhaseWords[market.phase]}
        </span>
      ))}
    </span>
  );
}

function Ribbon({ account }: { readonly account: Account }) {
  const isLiveAccount = isLive(account.mode);
  const paperText = account.isDemo ? text.ribbonSimulated : text.ribbonPaper;
  const liveText = account.mode === 'unknown' ? text.ribbonUnknown : text.ribbonLive;
  return (
    <div className={`ribbon ${isLiveAccount ? 'ribbon-live' : 'ribbon-paper'}`}>
      <span className="ribbon-word">{modeWord(account.mode)}</span>
      <AccountDot account={account} />
      <span className="truncate">
        {account.alias}
        {account.lastFour === null ? '' : ` ··${account.lastFour}`}
        {account.label === '' ? '' : ` · ${account.label}`}
      </span>
      <AccountTags account={account} />
      <span className="push truncate">{isLiveAccount ? liveText : paperText}</span>
    </div>
  );
}
