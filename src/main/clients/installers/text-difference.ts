import { structuredPatch } from 'diff';
import type { DifferenceLine } from '../../../shared/domain/client-installation.ts';
import { redactText } from '../../platform/redact.ts';

/** Enough to see where a line goes; other servers' entries, and their keys, stay out of sight. */
const CONTEXT_LINES = 2;
const SECRET_LINE = /(key|token|secret|password|authorization|bearer)/i;
/** A named value, in JSON or TOML. Lines change where another server stands on the same one. */
const SECRET_VALUE =
  /((?:key|token|secret|password|authorization)\w*"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*')/gi;
const KINDS = { '+': 'added', '-': 'removed', ' ': 'same' } as const;

/** The changed lines with their neighbours. Neighbours that look like a secret are hidden. */
export function textDifference(before: string, after: string): DifferenceLine[] {
  const patch = structuredPatch('', '', before, after, '', '', { context: CONTEXT_LINES });
  return patch.hunks.flatMap(({ lines }, index) => [
    ...(index === 0 ? [] : [{ kind: 'gap' as const, text: '' }]),
    ...lines.flatMap(differenceLine),
  ]);
}

function differenceLine(line: string): DifferenceLine[] {
  const kind = KINDS[line[0] as keyof typeof KINDS];
  // "\ No newline at end of file" is about the file, not a line of it.
  if (kind === undefined) return [];
  const text = line.slice(1).replace(/\r$/, '');
  if (kind === 'same' && SECRET_LINE.test(text)) return [{ kind, text: `${indentOf(text)}${HIDDEN}` }];
  return [{ kind, text: redactText(text.replace(SECRET_VALUE, `$1${HIDDEN}`)) }];
}

const HIDDEN = '[hidden: it may be a secret]';
const indentOf = (text: string) => /^\s*/.exec(text)?.[0] ?? '';
