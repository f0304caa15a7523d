import { Bot, Unplug } from 'lucide-react';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { ControlLevel, ControlResult } from '../../shared/domain/control.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { controlLevelWords } from '../i18n/en-domain.ts';
import { controlLevelTone, LEVELS_BY_WEIGHT } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';

/** Who asks, in the program's own words. */
export function TicketClient({ client }: { readonly client: ApprovalCard['client'] }) {
  return (
    <p className="row soft">
      <Bot size={15} aria-hidden />
      <span>
        <strong className="ticket-client">{client.name}</strong> {client.version ?? text.noVersion} ·{' '}
        {client.role} · {text.asks}
      </span>
      {client.isConnected ? null : (
        <Badge tone="warning">
          <Unplug size={12} aria-hidden /> {text.gone}
        </Badge>
      )}
    </p>
  );
}

/** What must be read before deciding is announced at the top; what passed is not. */
export function LevelChips({ controls }: { readonly controls: readonly ControlResult[] }) {
  return LEVELS_BY_WEIGHT.map((level) => <LevelChip key={level} level={level} controls={controls} />);
}

function LevelChip(props: { readonly level: ControlLevel; readonly controls: readonly ControlResult[] }) {
  const count = props.controls.filter((control) => control.level === props.level).length;
  if (count === 0 || props.level === 'pass') return null;
  return (
    <Badge tone={controlLevelTone(props.level)}>
      {text.levelCount(count, controlLevelWords[props.level])}
    </Badge>
  );
}
