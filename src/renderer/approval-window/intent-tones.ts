import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { Tone } from '../ui/badge.tsx';

/** What makes a new risk is marked; what takes risk away is calm. */
export const INTENT_TONES: Partial<Record<OrderCard['intent'], Tone>> = {
  flips: 'danger',
  opens_short: 'danger',
  adds_short: 'danger',
  unknown: 'warning',
  reduces: 'safe',
  closes: 'safe',
  covers: 'safe',
};
