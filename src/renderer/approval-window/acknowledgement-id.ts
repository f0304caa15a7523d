/** The element id of an acknowledgement's checkbox; one card is shown at a time, so it is unique. */
export function acknowledgementId(key: string): string {
  return `acknowledge-${key}`;
}
