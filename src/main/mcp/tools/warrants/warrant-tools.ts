import type { ToolDefinition } from '../../tool.ts';
import { getWarrantQuote } from './get-warrant-quote.ts';
import { getWarrants } from './get-warrants.ts';

/** In the order in which clients see them. */
export const warrantTools: readonly ToolDefinition[] = [getWarrants, getWarrantQuote];
