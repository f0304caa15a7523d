import { HandCoins, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Grant } from '../../shared/domain/grant.ts';
import { useRead } from '../app-context.tsx';
import { grantsText as text } from '../i18n/en-grants.ts';
import { useShownAccount } from '../shell/shown-account.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { GrantCard } from './grant-card.tsx';
import { EMPTY_GRANT_FORM } from './grant-form.ts';
import { GrantMaker } from './grant-maker.tsx';

export function GrantsPage() {
  const { account } = useShownAccount();
  const grants = useRead('grants.list', {});
  const [isMaking, setMaking] = useState(false);
  const start = (
    <Button
      variant="primary"
      icon={<Plus size={15} aria-hidden />}
      disabled={account === null || isMaking}
      onClick={() => setMaking(true)}
    >
      {text.make}
    </Button>
  );
  return (
    <Page title={text.title} subtitle={text.subtitle} actions={start}>
      {isMaking && account !== null ? (
        <Panel title={text.makeTitle(account.alias)}>
          <div className="panel-body">
            <GrantMaker account={account} initial={EMPTY_GRANT_FORM} onDone={() => setMaking(false)} />
          </div>
        </Panel>
      ) : null}
      <ReadView read={grants}>
        {(all) => (
          <>
            <GrantList title={text.inForce} grants={all.filter(({ state }) => state === 'in_force')} />
            <GrantList title={text.over} grants={all.filter(({ state }) => state !== 'in_force')} isPast />
          </>
        )}
      </ReadView>
    </Page>
  );
}

interface GrantListProps {
  readonly title: string;
  readonly grants: readonly Grant[];
  readonly isPast?: boolean;
}

function GrantList({ title, grants, isPast = false }: GrantListProps) {
  if (grants.length === 0 && isPast) return null;
  return (
    <Panel title={title} count={grants.length}>
      {grants.length === 0 ? (
        <EmptyState icon={HandCoins} title={text.none} text={text.noneText} />
      ) : (
        <ul className="grant-list">
          {grants.map((grant) => (
            <GrantCard key={grant.id} grant={grant} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
