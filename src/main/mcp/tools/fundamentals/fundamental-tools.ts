import type { ToolDefinition } from '../../tool.ts';
import { getCorporateActions } from './get-corporate-actions.ts';
import { getEarnings } from './get-earnings.ts';
import { getFinancials } from './get-financials.ts';

/** In the order in which clients see them. */
export const fundamentalTools: readonly ToolDefinition[] = [getFinancials, getCorporateActions, getEarnings];
