/** The kind of an error and where it happened, on one line. Never its message: that can hold an order, an answer, a key. */
export function defectLine(where: string, error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const frame = error instanceof Error ? (/\n\s*at (.*)/.exec(error.stack ?? '')?.[1] ?? '') : '';
  return `account process: ${where}: ${name}${frame === '' ? '' : ` at ${frame}`}\n`;
}
