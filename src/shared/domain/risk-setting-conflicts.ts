import { compare, decimal, multiply } from './decimal.ts';
import type { RiskSettings } from './risk-settings.ts';

export interface SettingConflict {
  readonly text: string;
  readonly nextStep: string;
}

const HUNDRED = decimal(100);

/** Warnings that lie beyond the block which would come before them, with both figures. */
export function settingConflicts(settings: RiskSettings): SettingConflict[] {
  const { priceCollarWarn, priceCollarBlock, optionCollarBlock } = settings;
  const { orderQuantityWarn, orderQuantityMax } = settings;
  const { duplicateBlockMs, duplicateWarnMs, expiryBlockMs, expiryWarnMs } = settings;
  const percent = (part: RiskSettings['priceCollarWarn']) => `${multiply(part, HUNDRED)} %`;
  const conflicts: SettingConflict[] = [];
  if (compare(orderQuantityWarn, orderQuantityMax) > 0)
    conflicts.push(
      tooLate(
        'quantity of an order',
        `${orderQuantityWarn} shares`,
        'its block',
        `${orderQuantityMax} shares`,
      ),
    );
  if (compare(priceCollarWarn, priceCollarBlock) > 0)
    conflicts.push(tooLate('price collar', percent(priceCollarWarn), 'its block', percent(priceCollarBlock)));
  if (compare(priceCollarWarn, optionCollarBlock) > 0)
    conflicts.push(
      tooLate('price collar', percent(priceCollarWarn), 'the block for options', percent(optionCollarBlock)),
    );
  if (duplicateBlockMs > duplicateWarnMs)
    conflicts.push(tooShort('duplicates', seconds(duplicateWarnMs), seconds(duplicateBlockMs)));
  if (expiryBlockMs > expiryWarnMs)
    conflicts.push(tooShort('the end of an expiry day', seconds(expiryWarnMs), seconds(expiryBlockMs)));
  return conflicts;
}

function tooLate(what: string, warning: string, block: string, limit: string): SettingConflict {
  return {
    text: `The warning of the ${what} is ${warning}, beyond ${block} of ${limit}.`,
    nextStep: `Set that warning to ${limit} or less, or raise ${block}.`,
  };
}

function tooShort(what: string, warning: string, block: string): SettingConflict {
  return {
    text: `The warning for ${what} spans ${warning}, less than its block of ${block}.`,
    nextStep: `Let that warning span ${block} or more, or shorten its block.`,
  };
}

const seconds = (ms: number): string => `${ms / 1_000} s`;
