export interface Finding {
  /** problem: it does not work like this. warning: it may not. note: worth knowing. */
  readonly level: 'ok' | 'note' | 'warning' | 'problem';
  readonly name: string;
  readonly text: string;
  readonly nextStep: string | null;
}

export function finding(
  level: Finding['level'],
  name: string,
  text: string,
  nextStep: string | null = null,
): Finding {
  return { level, name, text, nextStep };
}
