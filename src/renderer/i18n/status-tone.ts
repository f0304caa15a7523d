import type { AccountState } from '../../shared/domain/account.ts';
import type { AccountHealth } from '../../shared/domain/account-health.ts';
import type { TokenState } from '../../shared/domain/account-token.ts';
import type { ControlLevel, ControlResult } from '../../shared/domain/control.ts';
import type { BrokerOrderStatus } from '../../shared/domain/order.ts';
import type { ProposalStatus } from '../../shared/domain/proposal.ts';
import type { Tone } from '../ui/badge.tsx';

export function accountStateTone(state: AccountState): Tone {
  if (state === 'ready') return 'safe';
  if (state === 'failed' || state === 'credentials_needed') return 'danger';
  return state === 'disabled' ? 'neutral' : 'warning';
}

const HEALTH_TONES: Readonly<Record<AccountHealth, Tone>> = {
  healthy: 'safe',
  starting: 'accent',
  degraded: 'warning',
  token_expiring: 'warning',
  rate_limited: 'warning',
  locked_out: 'danger',
  needs_credentials: 'danger',
  failed: 'danger',
  disabled: 'neutral',
};

export function accountHealthTone(health: AccountHealth): Tone {
  return HEALTH_TONES[health];
}

const TOKEN_TONES: Readonly<Record<TokenState, Tone>> = {
  not_needed: 'neutral',
  missing: 'danger',
  valid: 'safe',
  expiring: 'warning',
  refreshing: 'accent',
  expired: 'danger',
  failed: 'danger',
};

export function tokenStateTone(state: TokenState): Tone {
  return TOKEN_TONES[state];
}

const PROPOSAL_TONES: Partial<Record<ProposalStatus, Tone>> = {
  filled: 'safe',
  modified: 'safe',
  settled: 'safe',
  mixed: 'warning',
  submitted: 'accent',
  working: 'accent',
  partially_filled: 'accent',
  submitting: 'accent',
  approved: 'accent',
  awaiting_approval: 'warning',
  needs_review: 'warning',
  unknown: 'danger',
  rejected: 'danger',
  blocked: 'danger',
};

export function proposalStatusTone(status: ProposalStatus): Tone {
  return PROPOSAL_TONES[status] ?? 'neutral';
}

const ORDER_TONES: Partial<Record<BrokerOrderStatus, Tone>> = {
  filled: 'safe',
  working: 'accent',
  partially_filled: 'accent',
  pending_submit: 'accent',
  initial: 'accent',
  pending_cancel: 'warning',
  rejected: 'danger',
  unknown: 'danger',
};

export function orderStatusTone(status: BrokerOrderStatus): Tone {
  return ORDER_TONES[status] ?? 'neutral';
}

const LEVEL_TONES: Readonly<Record<ControlLevel, Tone>> = {
  block: 'danger',
  danger: 'danger',
  warning: 'warning',
  pass: 'safe',
};

export function controlLevelTone(level: ControlLevel): Tone {
  return LEVEL_TONES[level];
}

/** The weightiest first, as the card lists them. */
export const LEVELS_BY_WEIGHT: readonly ControlLevel[] = ['block', 'danger', 'warning', 'pass'];

export function worstLevel(controls: readonly ControlResult[]): ControlLevel {
  return LEVELS_BY_WEIGHT.find((level) => controls.some((control) => control.level === level)) ?? 'pass';
}
