import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { RecoveryState } from '../../shared/domain/recovery.ts';
import { useAction, useRead } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { CopyPanel } from './copy-panel.tsx';
import { PastAccounts } from './past-accounts.tsx';
import { PastAudit } from './past-audit.tsx';
import { PastOrders } from './past-orders.tsx';
import { PastProposals } from './past-proposals.tsx';
import { PastSettings } from './past-settings.tsx';
import { RestorePanel } from './restore-panel.tsx';
import { SetAsidePanel } from './set-aside-panel.tsx';

/** In the place of the main window, while the app has no database to work with. */
export function RecoveryWindow() {
  const state = useRead('recovery.state', {});
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <main className="recovery" tabIndex={0}>
      <ReadView read={state}>
        {(value) => (
          <>
            <Banner state={value} />
            {value.kind === 'damaged' ? <Repair /> : <Past />}
          </>
        )}
      </ReadView>
    </main>
  );
}

function Banner({ state }: { readonly state: RecoveryState }) {
  const show = useAction('recovery.showFolder');
  const quit = useAction('recovery.quit');
  const isDamaged = state.kind === 'damaged';
  return (
    <header className="stack">
      <h1 className="recovery-title">{isDamaged ? text.damagedTitle : text.newerTitle(state)}</h1>
      <Notice
        tone={isDamaged ? 'danger' : 'warning'}
        action={
          <span className="row recovery-actions">
            <Button
              isSmall
              icon={<FolderOpen size={13} aria-hidden />}
              onClick={() => void show.run({ folder: 'home' })}
            >
              {text.showHome}
            </Button>
            <Button isSmall onClick={() => void quit.run({})}>
              {text.quit}
            </Button>
          </span>
        }
      >
        {isDamaged ? text.damagedText : text.newerText(state)}
        <div className="small faint recovery-file">
          {text.file}: <span className="mono">{state.databaseFile}</span>
        </div>
      </Notice>
      <ErrorNotice error={show.error ?? quit.error} />
    </header>
  );
}

function Repair() {
  return (
    <>
      <RestorePanel />
      <SetAsidePanel />
    </>
  );
}

const VIEWS = {
  accounts: PastAccounts,
  orders: PastOrders,
  proposals: PastProposals,
  audit: PastAudit,
  settings: PastSettings,
  backups: Backups,
} as const;
type View = keyof typeof VIEWS;

const TABS = (Object.keys(VIEWS) as View[]).map((value) => ({ value, label: text.tabs[value] }));

function Past() {
  const [view, setView] = useState<View>('accounts');
  const Shown = VIEWS[view];
  return (
    <>
      <Tabs label={text.views} value={view} tabs={TABS} panelId="recovery-view" onChange={setView} />
      <div className="recovery-view" id="recovery-view" role="tabpanel" aria-label={text.tabs[view]}>
        <Shown />
      </div>
    </>
  );
}

function Backups() {
  return (
    <>
      <RestorePanel />
      <CopyPanel />
    </>
  );
}
