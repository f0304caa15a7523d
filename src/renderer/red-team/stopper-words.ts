import { controlIdSchema } from '../../shared/domain/control.ts';
import { CONTROL_CATALOGUE } from '../../shared/domain/controls/control-catalogue.ts';
import { controlTitles } from '../i18n/en-domain.ts';
import { redTeamText as text } from '../i18n/en-red-team.ts';

/** Controls by their number and name, refusals in words; each once. */
export function stopperWords(stoppedBy: readonly string[]): string[] {
  return [...new Set(stoppedBy.map(wordsOf))];
}

function wordsOf(stopper: string): string {
  const control = CONTROL_CATALOGUE.find(({ judgedBy }) => judgedBy.some((id) => id === stopper));
  const id = controlIdSchema.safeParse(stopper).data;
  // An entry that several judge has the name of the first of them.
  if (control !== undefined && id !== undefined)
    return text.control(control.number, control.judgedBy.length > 1 ? controlTitles[id] : control.title);
  return text.refusals[stopper] ?? stopper.replaceAll('_', ' ');
}
