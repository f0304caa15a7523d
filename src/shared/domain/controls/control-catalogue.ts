import type { ControlEntry } from './control-entry.ts';
import { ORDER_CONTROLS } from './order-controls.ts';
import { PERMISSION_CONTROLS } from './permission-controls.ts';

/** All controls that stand between an assistant's wish and an order, by number. */
export const CONTROL_CATALOGUE: readonly ControlEntry[] = [...PERMISSION_CONTROLS, ...ORDER_CONTROLS].sort(
  (left, right) => left.number - right.number,
);
