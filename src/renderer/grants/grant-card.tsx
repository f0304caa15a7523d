import { Bot } from 'lucide-react';
import { isNegative, subtract, ZERO } from '../../shared/domain/decimal.ts';
import type { Grant } from '../../shared/domain/grant.ts';
import { useAction, useModel } from '../app-context.tsx';
import { grantsText as text } from '../i18n/en-grants.ts';
import { formatAmount } from '../i18n/format-number.ts';
import { formatDateTime, formatDuration } from '../i18n/format-time.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { useTicking } from '../ui/ticking.ts';
import { GrantMeter } from './grant-meter.tsx';

/** One budget: for whom, for what, and what is left of it. */
export function GrantCard({ grant }: { readonly grant: Grant }) {
  const { terms, state } = grant;
  const { reads } = useModel();
  const revoke = useAction('grants.revoke');
  const isUsable = state === 'in_force';
  const symbols = terms.symbols.join(', ');
  return (
    <li className={isUsable ? 'grant-card' : 'grant-card grant-over'}>
      <div className="row row-wrap">
        <Bot size={15} aria-hidden />
        <strong>{terms.clientName}</strong>
        <span className="soft">
          <NamedAccount accountId={terms.accountId} hasTags />
        </span>
        <ModeBadge mode={terms.isLive ? 'live' : 'paper'} />
        <Badge tone={isUsable ? 'safe' : 'neutral'}>{text.states[state]}</Badge>
        <span className="push" />
        {isUsable ? (
          <Button
            isSmall
            variant="danger"
            isBusy={revoke.isBusy}
            aria-label={text.revokeName(terms.clientName, symbols)}
            onClick={() => void revoke.run({ grantId: grant.id }).then(() => reads.refresh(['grants.list']))}
          >
            {text.revoke}
          </Button>
        ) : null}
      </div>
      <p>
        {terms.sides.map((side) => text.sideNames[side]).join(' + ')} · <strong>{symbols}</strong> ·{' '}
        {terms.kinds.map((kind) => text.kindNames[kind]).join(', ')} ·{' '}
        {text.oneUpTo(formatAmount(terms.orderNotionalMax), terms.currency)} ·{' '}
        {text.until(formatDateTime(terms.expiresAtMs))}
      </p>
      <Meters grant={grant} />
      <ErrorNotice error={revoke.error} />
    </li>
  );
}

const SECOND_MS = 1000;

function Meters({ grant: { terms, ordersUsed, notionalUsed, state } }: { readonly grant: Grant }) {
  const rest = subtract(terms.totalNotionalMax, notionalUsed);
  const left = isNegative(rest) ? ZERO : rest;
  const ordersLeft = terms.ordersMax - ordersUsed;
  const isRunning = state === 'in_force' || state === 'used_up';
  const remainingMs = useTicking((nowMs) =>
    isRunning ? Math.max(0, Math.ceil((terms.expiresAtMs - nowMs) / SECOND_MS) * SECOND_MS) : 0,
  );
  return (
    <div className="grant-meters">
      <GrantMeter
        label={text.meters.money}
        // Only for the width of the bar; the words are exact.
        left={Number(left) / Number(terms.totalNotionalMax)}
        text={text.moneyLeft(formatAmount(left), formatAmount(terms.totalNotionalMax), terms.currency)}
      />
      <GrantMeter
        label={text.meters.orders}
        left={ordersLeft / terms.ordersMax}
        text={text.ordersLeft(ordersLeft, terms.ordersMax)}
      />
      <GrantMeter
        label={text.meters.time}
        left={remainingMs / (terms.expiresAtMs - terms.createdAtMs)}
        text={text.timeLeft(formatDuration(remainingMs))}
      />
    </div>
  );
}
