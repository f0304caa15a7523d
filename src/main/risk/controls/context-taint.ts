import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

const MINUTE_MS = 60_000;

/**
 * Control 30: the client was given text that somebody outside wrote (news, filings, reasons of corporate actions), and
 * such text may have spoken to it. A person decides as always, with the sources before their eyes; grants are off.
 */
export function contextTaint({ taints, nowMs }: Pick<ControlFacts, 'taints' | 'nowMs'>): Judgement {
  const [newest] = taints;
  if (newest === undefined)
    return judge('pass', 'The client was given no text of third parties in the last 30 minutes.');
  const minutes = Math.max(0, Math.floor((nowMs - newest.atMs) / MINUTE_MS));
  const sources = taints.map(({ source }) => source).join(', ');
  return judge(
    'pass',
    `The client was given text of third parties ${minutes} min ago (${sources}): grants are off, and a person decides.`,
    { value: `${minutes} min ago`, limit: '30 min' },
  );
}
