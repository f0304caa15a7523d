import { Bot, Unplug } from 'lucide-react';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { ControlLevel, ControlResult } from '../../shared/domain/control.ts';
import { cardText as text } from '../i18n/en-card.ts';
import {
  controlLevelWords,
  intentWords,
  orderTypeWords,
  securityTypeWords,
  sessionWords,
  timeInForceWords,
} from '../i18n/en-domain.ts';
import { formatQuantity } from '../i18n/format-number.ts';
import { controlLevelTone, LEVELS_BY_WEIGHT } from '../i18n/status-tone.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Sentence } from '../ui/sentence.tsx';

/** What makes a new risk is marked; what takes risk away is calm. */
const INTENT_TONES: Partial<Record<ApprovalCard['intent'], Tone>> = {
  flips: 'danger',
  opens_short: 'danger',
  adds_short: 'danger',
  unknown: 'warning',
  reduces: 'safe',
  closes: 'safe',
  covers: 'safe',
};

export function TicketHead({ card }: { readonly card: ApprovalCard }) {
  const { order, contract } = card;
  const identity = [
    contract.name,
    contract.exchange ?? contract.market,
    contract.currency,
    securityTypeWords[contract.securityType],
    contract.lotSize === null ? null : text.lot(formatQuantity(contract.lotSize)),
  ];
  return (
    <header className="ticket-head">
      <Client card={card} />
      <p className="ticket-sentence">
        <Sentence text={card.sentence} />
      </p>
      <p className="soft">{identity.filter((part) => part !== null).join(' · ')}</p>
      <div className="row row-wrap">
        <Badge tone={INTENT_TONES[card.intent] ?? 'accent'}>{intentWords[card.intent]}</Badge>
        <Badge>{orderTypeWords[order.orderType]}</Badge>
        <Badge>{timeInForceWords[order.timeInForce]}</Badge>
        <Badge tone={order.session === 'extended' ? 'warning' : 'neutral'}>
          {sessionWords[order.session]}
        </Badge>
        {LEVELS_BY_WEIGHT.map((level) => (
          <LevelChip key={level} level={level} controls={card.controls} />
        ))}
      </div>
    </header>
  );
}

function Client({ card: { client } }: { readonly card: ApprovalCard }) {
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
function LevelChip(props: { readonly level: ControlLevel; readonly controls: readonly ControlResult[] }) {
  const count = props.controls.filter((control) => control.level === props.level).length;
  if (count === 0 || props.level === 'pass') return null;
  return (
    <Badge tone={controlLevelTone(props.level)}>
      {text.levelCount(count, controlLevelWords[props.level])}
    </Badge>
  );
}
