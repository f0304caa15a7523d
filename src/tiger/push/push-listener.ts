import type { SubscriptionUsage } from './push-answer.ts';
import type { PushEvent } from './push-event.ts';
import type { PushState } from './push-state.ts';
import type { PushSubscription } from './push-subscription.ts';

export interface RefusedSubscription {
  /** null if the answer does not say which. */
  readonly subscription: PushSubscription | null;
  readonly code: number | null;
  readonly text: string;
}

/** Called in the order of arrival, one at a time; what it does with an event must not take long. */
export interface PushListener {
  onState(state: PushState): void;
  /** Connected anew: what happened meanwhile was not pushed, so whatever matters is read again. */
  onGap(): void;
  onEvent(event: PushEvent): void;
  onRefusedSubscription(refusal: RefusedSubscription): void;
  onUsage(usage: SubscriptionUsage): void;
}
