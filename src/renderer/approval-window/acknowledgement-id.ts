import type { ControlId } from '../../shared/domain/control.ts';

/** The element id of a control's checkbox; one card is shown at a time, so it is unique. */
export function acknowledgementId(control: ControlId): string {
  return `acknowledge-${control}`;
}
