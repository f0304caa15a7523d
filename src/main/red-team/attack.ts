import type { AttackId } from '../../shared/domain/red-team.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { AttackRange } from './attack-range.ts';

export interface Finding {
  readonly isStopped: boolean;
  /** Controls and error codes, in the order in which they were met. */
  readonly stoppedBy: readonly string[];
  readonly text: string;
}

/** One attempt. Its verdict rests on what reached the exchange, or on what the app showed, never on what it promised. */
export interface Attack {
  readonly id: AttackId;
  readonly name: string;
  /** What it tries, in a sentence. */
  readonly tries: string;
  /** The settings that hold it back; empty: no setting can let it through. */
  readonly settings: readonly (keyof RiskSettings)[];
  run(range: AttackRange): Promise<Finding>;
}
