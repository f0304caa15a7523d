import { useEffect, useRef, useState } from 'react';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { shellText } from '../i18n/en-shell.ts';
import { useWaitingProposals, waitingInOrder } from './waiting-proposals.ts';

/** Says new proposals to screen readers; the ones that waited when the window opened are read on the page. */
export function NewProposalAnnouncer() {
  const { value } = useWaitingProposals();
  const known = useRef<ReadonlySet<string> | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (value === null) return;
    const waiting = waitingInOrder(value);
    const before = known.current;
    known.current = new Set(waiting.map((proposal) => proposal.id));
    if (before === null) return;
    const fresh = waiting.filter((proposal) => !before.has(proposal.id));
    if (fresh.length === 0) return;
    setText(fresh.map((each) => shellText.announceNew(proposalSentence(each), each.clientName)).join('. '));
  }, [value]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
