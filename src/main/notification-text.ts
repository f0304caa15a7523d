import { isWaiting, type Proposal } from '../shared/domain/proposal.ts';
import { proposalSentence } from '../shared/domain/proposal-sentence.ts';

const NOUNS: Readonly<Record<Proposal['kind'], string>> = {
  place: 'An order',
  modify: 'A change of an order',
  cancel: 'A cancellation',
  basket: 'A basket of orders',
  transfer: 'A transfer of money',
  forex: 'An exchange of currency',
};

type Told = Pick<
  Proposal,
  'kind' | 'status' | 'order' | 'cancelsBrokerOrderId' | 'legs' | 'money' | 'accountAlias' | 'mode'
>;

/** What the desktop shows of a proposal. Who sits at a locked app reads what it is about, and nothing of it. */
export function notificationText(proposal: Told, isLocked: boolean): { title: string; body: string } {
  const title = titleOf(proposal);
  if (isLocked) return { title, body: 'Unlock the app to see it.' };
  return { title, body: `${proposalSentence(proposal)} · ${proposal.accountAlias} (${proposal.mode})` };
}

function titleOf({ kind, status }: Told): string {
  const noun = NOUNS[kind];
  if (status === 'needs_review') return `${noun} that you approved needs your review`;
  if (isWaiting(status)) return `${noun} waits for your decision`;
  if (status === 'unknown') return `${noun}: the outcome is not known yet`;
  return `${noun} is ${status.replaceAll('_', ' ')}`;
}
