import * as z from 'zod';

/** Tools come in sets; the user chooses which sets a client gets. In the order in which the window shows them. */
export const TOOLSETS = [
  'accounts',
  'portfolio',
  'quotes',
  'contracts',
  'trading',
  'options',
  'futures',
  'funds',
  'warrants',
  'fundamentals',
  'scanner',
  'quotas',
  'transfers',
] as const;
export const toolsetSchema = z.enum(TOOLSETS);
export type Toolset = z.infer<typeof toolsetSchema>;

/** What a client gets unless the user chose otherwise: enough to look, and to propose an order. */
export const DEFAULT_TOOLSETS: readonly Toolset[] = [
  'accounts',
  'portfolio',
  'quotes',
  'contracts',
  'trading',
];

/** Tokens are an estimate, see main/mcp/toolset-cost.ts. */
export const toolsetCostSchema = z.strictObject({
  toolset: toolsetSchema,
  isDefault: z.boolean(),
  toolCount: z.int(),
  /** What most clients give their model of the set: everything but the output schemas. */
  modelTokens: z.int(),
  /** The set in the answer to tools/list as it is sent, to the last character. */
  sentTokens: z.int(),
});
export type ToolsetCost = z.infer<typeof toolsetCostSchema>;
