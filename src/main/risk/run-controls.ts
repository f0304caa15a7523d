import type { ControlResult } from '../../shared/domain/control.ts';
import { exemptForClosing } from './closing-exemptions.ts';
import type { ControlFacts } from './control-facts.ts';
import { CONTROL_TABLE, type Control, type Stage } from './control-table.ts';

/** Every control of the stage, none skipped because another one blocks: the user and the client see all reasons. */
export function runControls(
  stage: Stage,
  facts: ControlFacts,
  table: readonly Control[] = CONTROL_TABLE,
): ControlResult[] {
  return table.filter(({ stages }) => stages.includes(stage)).map((control) => resultOf(control, facts));
}

/** A control that fails to judge has not let the order through. */
function resultOf(control: Control, facts: ControlFacts): ControlResult {
  try {
    return exemptForClosing(facts, { control: control.id, ...control.judge(facts) });
  } catch {
    const text =
      'This check could not be made because of an error in the app, so the order is not let through.';
    return { control: control.id, level: 'block', value: null, limit: null, text };
  }
}

export function blocksOf(results: readonly ControlResult[]): ControlResult[] {
  return results.filter(({ level }) => level === 'block');
}

/** What the user has to acknowledge one by one before an approval counts. */
export function acknowledgementsOf(results: readonly ControlResult[]): ControlResult[] {
  return results.filter(({ level }) => level === 'warning' || level === 'danger');
}
