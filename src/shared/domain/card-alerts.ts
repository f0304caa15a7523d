import type { ApprovalCard } from './approval-card.ts';
import type { ControlResult } from './control.ts';

/** One result of a control that a person has to acknowledge on a card before an approval counts. */
export interface CardAlert {
  /** As Approve sends it back. */
  readonly key: string;
  readonly result: ControlResult;
}

/** `leg`: the number of the order in its basket; null on the card of one order. */
export function acknowledgementKey(leg: number | null, { control }: Pick<ControlResult, 'control'>): string {
  return leg === null ? control : `${leg}.${control}`;
}

/** Every judgement on the card with its key, those that passed included. */
export function judgementsOf(card: ApprovalCard): CardAlert[] {
  if (card.kind !== 'basket') return keyed(card.controls, null);
  return card.legs.flatMap(({ controls }, index) => keyed(controls, index + 1));
}

export function alertsOf(card: ApprovalCard): CardAlert[] {
  return judgementsOf(card).filter(({ result: { level } }) => level === 'warning' || level === 'danger');
}

function keyed(controls: readonly ControlResult[], leg: number | null): CardAlert[] {
  return controls.map((result) => ({ key: acknowledgementKey(leg, result), result }));
}
