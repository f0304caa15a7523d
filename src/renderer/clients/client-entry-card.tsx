import { ChevronDown, ChevronRight, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { ClientEntry, ClientRulesPatch } from '../../shared/domain/client-entry.ts';
import { CLIENT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import { useAction, useModel } from '../app-context.tsx';
import { ClientTokens } from '../http/client-tokens.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { stopsText } from '../i18n/en-stops.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { StopButton } from '../shell/stop-button.tsx';
import { AgeSince } from '../ui/age.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ReadsPerMinute } from '../ui/reads-per-minute.tsx';
import { ClientAccounts } from './client-accounts.tsx';
import { ClientPairing } from './client-pairing.tsx';
import { ClientRoleRows } from './client-role-rows.tsx';
import { ClientToolsets } from './client-toolsets.tsx';

const TONES: Readonly<Record<ClientEntry['state'], Tone>> = {
  active: 'safe',
  paused: 'warning',
  blocked: 'danger',
};
/** Of English text and JSON; a model's own count differs by some. */
const CHARACTERS_PER_TOKEN = 4;

export function ClientEntryCard({ entry }: { readonly entry: ClientEntry }) {
  const { reads } = useModel();
  const [isOpen, setOpen] = useState(false);
  const change = useAction('clients.change');
  const bodyId = useId();
  const set = async (patch: ClientRulesPatch) => {
    await change.run({ clientId: entry.id, patch });
    reads.refresh(['clients.entries']);
  };
  return (
    <article className="client-entry" aria-label={entry.name}>
      <div className="client-head">
        <Button
          variant="quiet"
          isSmall
          aria-expanded={isOpen}
          aria-controls={bodyId}
          aria-label={text.details(entry.name)}
          icon={isOpen ? <ChevronDown size={15} aria-hidden /> : <ChevronRight size={15} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        />
        <div className="client-name">
          <div className="cell-main">{entry.name}</div>
          <Facts entry={entry} />
        </div>
        <Badge>{text.roles[entry.role]}</Badge>
        {entry.isReadOnly ? <Badge tone="accent">{text.readOnlyBadge}</Badge> : null}
        <Badge tone={TONES[entry.state]}>{text.states[entry.state]}</Badge>
        <Actions entry={entry} isBusy={change.isBusy} onState={(state) => void set({ state })} />
      </div>
      {change.error === null ? null : (
        <div className="panel-body">
          <ErrorNotice error={change.error} />
        </div>
      )}
      {isOpen ? (
        <div className="client-body" id={bodyId}>
          <ClientRoleRows entry={entry} isBusy={change.isBusy} onChange={(patch) => void set(patch)} />
          <ClientAccounts entry={entry} isBusy={change.isBusy} onChange={(patch) => void set(patch)} />
          <ClientToolsets entry={entry} isBusy={change.isBusy} onChange={(patch) => void set(patch)} />
          <ReadsPerMinute
            label={text.reads}
            hint={text.readsHint}
            value={entry.readsPerMinute}
            usual={CLIENT_READS_PER_MINUTE_DEFAULT}
            isDisabled={change.isBusy}
            onChange={(readsPerMinute) => void set({ readsPerMinute })}
          />
          <ClientPairing entry={entry} />
          <ClientTokens entry={entry} />
        </div>
      ) : null}
    </article>
  );
}

function Facts({ entry }: { readonly entry: ClientEntry }) {
  const tokens = groupDigits(String(Math.ceil(entry.charactersSent / CHARACTERS_PER_TOKEN)));
  return (
    <div className="cell-sub">
      {text.connections(entry.connectionsOpen)} ·{' '}
      {entry.lastSeenAtMs === null ? text.neverSeen : <AgeSince atMs={entry.lastSeenAtMs} />} ·{' '}
      {text.counts(groupDigits(String(entry.callsTotal)), groupDigits(String(entry.denialsTotal)), tokens)}
    </div>
  );
}

interface ActionsProps {
  readonly entry: ClientEntry;
  readonly isBusy: boolean;
  readonly onState: (state: ClientEntry['state']) => void;
}

function Actions({ entry, isBusy, onState }: ActionsProps) {
  const { reads } = useModel();
  const remove = useAction('clients.remove');
  const isActive = entry.state === 'active';
  return (
    <span className="row">
      <StopButton
        target={{ scope: 'client', clientName: entry.name }}
        label={stopsText.stopClient}
        stoppedLabel={stopsText.isStopped}
        accessibleName={stopsText.stopClientName(entry.name)}
        isSmall
      />
      <Button isSmall isBusy={isBusy} onClick={() => onState(isActive ? 'paused' : 'active')}>
        {isActive ? text.pause : text.resume}
      </Button>
      {entry.state === 'blocked' ? null : (
        <Button isSmall isBusy={isBusy} onClick={() => onState('blocked')}>
          {text.block}
        </Button>
      )}
      <ConfirmButton
        label={text.remove}
        accessibleName={text.removeName(entry.name)}
        question={text.removeQuestion}
        confirmLabel={text.removeConfirm}
        icon={<Trash2 size={13} aria-hidden />}
        isBusy={remove.isBusy}
        onConfirm={() =>
          void remove
            .run({ clientId: entry.id })
            .then(() => reads.refresh(['clients.entries', 'clients.inspect']))
        }
      />
    </span>
  );
}
