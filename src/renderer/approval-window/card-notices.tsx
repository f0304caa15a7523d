import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { formatAge } from '../i18n/format-time.ts';
import { Notice } from '../ui/notice.tsx';
import { useTicking } from '../ui/ticking.ts';

/** What a person should know before they read the order. */
export function CardNotices({ card }: { readonly card: ApprovalCard }) {
  return (
    <>
      <TaintBanner card={card} />
      {card.reauthentication === null ? null : (
        <Notice tone={card.reauthentication === 'unavailable' ? 'warning' : 'neutral'}>
          {text.reauthentication[card.reauthentication]}
        </Notice>
      )}
      {card.kind !== 'order' || card.grantNote === null ? null : <Notice>{card.grantNote}</Notice>}
    </>
  );
}

function TaintBanner({ card: { taints } }: { readonly card: ApprovalCard }) {
  const sources = useTicking((nowMs) =>
    taints.map(({ source, atMs }) => text.taintSource(source, formatAge(nowMs - atMs))).join(', '),
  );
  if (taints.length === 0) return null;
  return (
    <Notice tone="warning" title={text.taintTitle}>
      {text.taintText(sources)}
    </Notice>
  );
}
