import type { ControlId } from '../control.ts';
import type { RiskSettings } from '../risk-settings.ts';

/** Where the user sets it. `fixed`: it cannot be switched off. */
export type ControlPlace = 'risk' | 'accounts' | 'grants' | 'stops' | 'fixed';

export interface ControlEntry {
  readonly number: number;
  readonly title: string;
  readonly explanation: string;
  /** As it is before anybody has changed anything. */
  readonly default: string;
  readonly place: ControlPlace;
  /** Its settings, where it has some of its own. */
  readonly settings: readonly (keyof RiskSettings)[];
  /** The judgements on a card that belong to it; none: it is a rule of the path, not a judgement of one order. */
  readonly judgedBy: readonly ControlId[];
  /** What it follows elsewhere, or that it is a rule of this app. */
  readonly source: string;
}

type Details = Partial<Pick<ControlEntry, 'settings' | 'judgedBy' | 'place'>>;

export function entry(
  number: number,
  title: string,
  explanation: string,
  defaultText: string,
  source: string,
  { settings = [], judgedBy = [], place = settings.length > 0 ? 'risk' : 'fixed' }: Details,
): ControlEntry {
  return { number, title, explanation, default: defaultText, place, settings, judgedBy, source };
}
