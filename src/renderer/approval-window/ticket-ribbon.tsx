import { isLive } from '../../shared/domain/account.ts';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { modeWord } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';

interface TicketRibbonProps {
  readonly account: ApprovalCard['account'];
  /** What approving does on a live account. */
  readonly liveText?: string;
}

/** Red for the real market, blue for paper, with the account: the first thing that is read. */
export function TicketRibbon({ account, liveText: doing = text.ribbonLive }: TicketRibbonProps) {
  const { alias, label, lastFour, mode, isDemo } = account;
  const liveText = mode === 'unknown' ? text.ribbonUnknown : doing;
  return (
    <div className={`ribbon ticket-ribbon ${isLive(mode) ? 'ribbon-live' : 'ribbon-paper'}`}>
      <span className="ribbon-word">{modeWord(mode)}</span>
      <strong>
        <NamedAccount accountId={null} alias={alias} hasTags />
      </strong>
      {lastFour === null ? null : <span>··{lastFour}</span>}
      <span className="truncate">{label}</span>
      <span className="push truncate">
        {isLive(mode) ? liveText : isDemo ? text.ribbonDemo : text.ribbonPaper}
      </span>
    </div>
  );
}
