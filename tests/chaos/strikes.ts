import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';

/** What befalls a round: a process is killed without warning, or the next effect's exchange of bytes goes wrong. */
export const STRIKES = [
  'none',
  'kill_main',
  'kill_account_process',
  'kill_exchange',
  'kill_bridge',
  'reset_before',
  'reset_after',
  'hang_after',
  'half_reply',
  'garbage',
  'html',
  'http_500',
  'wrong_signature',
  'missing_signature',
  'double_reply',
] as const;
export type Strike = (typeof STRIKES)[number];

type Kill = Extract<Strike, 'none' | `kill_${string}`>;
type Fault = Exclude<Strike, Kill>;

const EFFECTS = [
  'place_order',
  'modify_order',
  'cancel_order',
  'transfer_segment_fund',
  'place_forex_order',
] as const;

/** Once, on whichever call with an effect comes next. */
export function faultsOf(strike: Strike): FaultRule[] {
  if (strike === 'none' || strike.startsWith('kill_')) return [];
  const kind = strike as Fault;
  return EFFECTS.map((method) => ({ kind, method, count: 1 }));
}
