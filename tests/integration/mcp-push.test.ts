import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

// From the simulated exchange's push socket to a notification at an AI client behind the bridge.
let harness: CoreHarness;

beforeEach(async () => {
  harness = await startCoreHarness({ demoClock: 'always_open' });
});

afterEach(() => harness.close());

const LONG_ENOUGH = { timeout: 20_000 };

it('a client that subscribed learns of a quote, of an order’s fill and of the decision', async () => {
  const client = await harness.client();
  const seen = new Set<string>();
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void seen.add(params.uri));
  const quote = 'tiger://quotes/AAPL';
  const positions = 'tiger://accounts/demo/positions';
  await client.subscribeResource({ uri: quote });
  await client.subscribeResource({ uri: positions });
  await expect.poll(() => seen.has(quote), LONG_ENOUGH).toBe(true);
  const answer = await client.callTool({
    name: 'tiger_place_order',
    arguments: {
      account_id: 'demo',
      symbol: 'AAPL',
      side: 'BUY',
      quantity: 1,
      order_type: 'MKT',
      rationale: 'The user asked for it.',
      wait_seconds: 0,
    },
  });
  const { proposal_id } = answer.structuredContent as { proposal_id: string };
  const proposal = `tiger://proposals/${proposal_id}`;
  await client.subscribeResource({ uri: proposal });
  const { seal } = await harness.core.trading.card(proposal_id);
  await harness.core.trading.decide({
    decision: 'approve',
    proposalId: proposal_id,
    seal,
    acknowledged: [],
    isStillWanted: false,
  });
  await expect.poll(() => seen.has(proposal), LONG_ENOUGH).toBe(true);
  await expect.poll(() => seen.has(positions), LONG_ENOUGH).toBe(true);
}, 60_000);
