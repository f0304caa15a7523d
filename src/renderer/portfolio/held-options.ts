import type { OptionGreeks, OptionKey } from '../../shared/domain/option.ts';
import { formatOptionIdentifier, parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { Position } from '../../shared/domain/portfolio.ts';
import { GREEKS_PER_CALL_MAX } from '../../shared/ipc/commands/account-commands.ts';

export interface HeldOption {
  readonly position: Position;
  readonly option: OptionKey;
}

/** The options among the positions; one whose symbol names no option stays with the other positions. */
export function heldOptions(positions: readonly Position[]): readonly HeldOption[] {
  return positions.flatMap((position) => {
    const option = position.securityType === 'OPT' ? parseOptionIdentifier(position.symbol) : null;
    return option === null ? [] : [{ position, option }];
  });
}

/** The question for their greeks: in one order, so that the same options are the same question; null: there is none. */
export function greeksQuestion(held: readonly HeldOption[]): OptionKey[] | null {
  const byName = new Map(held.map(({ option }) => [formatOptionIdentifier(option), option]));
  const options = [...byName].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, option]) => option);
  return options.length === 0 ? null : options.slice(0, GREEKS_PER_CALL_MAX);
}

export function greeksOf(option: OptionKey, rows: readonly OptionGreeks[]): OptionGreeks | null {
  const name = formatOptionIdentifier(option);
  return rows.find((row) => formatOptionIdentifier(row.option) === name) ?? null;
}
