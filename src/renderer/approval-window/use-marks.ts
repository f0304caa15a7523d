import { useCallback, useState } from 'react';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { type ApproveMarks, keptAcknowledgements } from './approve-obstacle.ts';

export interface Marks extends ApproveMarks {
  readonly acknowledge: (key: string, isAcknowledged: boolean) => void;
  readonly setStillWanted: (isStillWanted: boolean) => void;
  readonly setPassphrase: (passphrase: string) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** What the user has ticked on the shown card, carried over a refresh where it still holds. */
export function useMarks(card: ApprovalCard | null, hasMoved: boolean): Marks {
  const [seenCard, setSeenCard] = useState(card);
  const [acknowledged, setAcknowledged] = useState(NOTHING);
  const [isStillWanted, setStillWanted] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  if (card !== seenCard) {
    setSeenCard(card);
    setAcknowledged(
      card === null || seenCard === null ? NOTHING : keptAcknowledgements(seenCard, card, acknowledged),
    );
  }
  const acknowledge = useCallback((key: string, isAcknowledged: boolean) => {
    setAcknowledged((current) => {
      const next = new Set(current);
      if (isAcknowledged) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);
  return { acknowledged, isStillWanted, hasMoved, passphrase, acknowledge, setStillWanted, setPassphrase };
}
