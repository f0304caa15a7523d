import { CONTROL_CATALOGUE } from '../../shared/domain/controls/control-catalogue.ts';
import { redTeamText as text } from '../i18n/en-red-team.ts';

/** Controls by their number and name, refusals in words; each once. */
export function stopperWords(stoppedBy: readonly string[]): string[] {
  return [...new Set(stoppedBy.map(wordsOf))];
}

function wordsOf(stopper: string): string {
  const control = CONTROL_CATALOGUE.find(({ judgedBy }) => judgedBy.some((id) => id === stopper));
  if (control !== undefined) return text.control(control.number, control.title);
  return text.refusals[stopper] ?? stopper.replaceAll('_', ' ');
}
