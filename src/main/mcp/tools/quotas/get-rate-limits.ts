import * as z from 'zod';
import type { LaneUsage } from '../../../../shared/domain/rate-usage.ts';
import { PER_MINUTE } from '../../../../shared/rate/rate-tiers.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({});

const output = z.strictObject({
  developers: z
    .array(
      z.strictObject({
        accounts: z.array(z.string()).describe('Aliases of the accounts that share these limits.'),
        methods: z.array(
          z.strictObject({
            method: z.string().describe("The broker's name of what was asked."),
            tier: z.enum(['high', 'medium', 'low']),
            limit: z.int().describe('Calls in a rolling minute, for all these accounts and all programs.'),
            used: z.int(),
            used_by_you: z.int().describe('Of those, the calls of programs with your name.'),
            waiting: z.int().describe('Calls that wait for their time.'),
            refused_total: z.int().describe('Calls that were given no time since the app started.'),
          }),
        ),
      }),
    )
    .describe('One for each developer id of the broker. A method that nobody has used is not listed.'),
  limits: z
    .strictObject({ high: z.int(), medium: z.int(), low: z.int() })
    .describe('Calls of one method in a minute, by tier. A sixth of each is kept for the app itself.'),
  total: z.int(),
});

export const getRateLimits = readTool({
  name: 'tiger_get_rate_limits',
  title: 'Get rate limits',
  description:
    'How many broker calls were made in the last minute, of how many, by whom, and what waits. Use it when answers say busy or rate_limited. It asks the broker nothing.',
  toolset: 'quotas',
  input,
  output,
  annotations: { ...READ_ANNOTATIONS, openWorldHint: false },
  run: async (_input, context) => {
    const aliases = new Map(context.accounts.list().map(({ id, alias }) => [id, alias]));
    const lanes = context.rateUsage
      .lanes()
      .map((lane) => ({ lane, names: lane.accountIds.flatMap((id) => aliases.get(id) ?? []) }))
      // A developer id all of whose accounts are closed to AI clients does not exist for them.
      .filter(({ names }) => names.length > 0);
    return {
      developers: lanes.map(({ lane, names }) => ({
        accounts: names,
        methods: lane.methods.map((method) => methodJson(method, context.rateUsage.clientName)),
      })),
      limits: PER_MINUTE,
      total: lanes.length,
    };
  },
});

function methodJson(usage: LaneUsage['methods'][number], clientName: string) {
  const own = usage.uses.filter((use) => use.clientName === clientName);
  return {
    method: usage.method,
    tier: usage.tier,
    limit: usage.limit,
    used: usage.used,
    used_by_you: own.reduce((sum, { calls }) => sum + calls, 0),
    waiting: usage.waiting,
    refused_total: usage.refusedTotal,
  };
}
