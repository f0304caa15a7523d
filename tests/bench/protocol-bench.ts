import { loadavg } from 'node:os';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { ResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { toolsetCosts } from '../../src/main/mcp/toolset-cost.ts';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import { FaultDoor } from '../e2e/fault-door.ts';
import type { RunningApp } from '../e2e/launch-app.ts';
import { summary } from './percentiles.ts';

const LIST_SAMPLES = 100;
const SEQUENTIAL_CALLS = 200;
/** The app lets a client call 600 times a minute, so each measurement is a client of its own and stays below. */
const CONCURRENT_CALLS = 320;
/** An account may be read 6,000 times a minute at the most, and a tool reads up to three things. */
const GROUPS_A_MINUTE = 3;
const MINUTE_MS = 61_000;
/** As many as one connection may have open. */
const IN_FLIGHT = 32;
/** Of what goes upstream each time: Tiger allows 60 of some of these in a minute. */
const UPSTREAM_CALLS = 20;

interface Group {
  readonly group: string;
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly isUpstream?: boolean;
}

/** One read of each set. */
const GROUPS: readonly Group[] = [
  { group: 'accounts', name: 'tiger_list_accounts', arguments: {} },
  { group: 'portfolio', name: 'tiger_get_positions', arguments: { account_id: 'demo' } },
  { group: 'quotes', name: 'tiger_get_quote', arguments: { symbol: 'AAPL' } },
  { group: 'contracts', name: 'tiger_get_contracts', arguments: { symbols: ['AAPL'] } },
  { group: 'options', name: 'tiger_get_option_expirations', arguments: { symbol: 'AAPL' } },
  { group: 'fundamentals', name: 'tiger_get_financials', arguments: { symbol: 'AAPL' } },
  { group: 'futures', name: 'tiger_get_future_exchanges', arguments: {} },
  { group: 'funds', name: 'tiger_get_fund_symbols', arguments: {} },
  { group: 'warrants', name: 'tiger_get_warrants', arguments: { symbol: '00700' }, isUpstream: true },
  { group: 'scanner', name: 'tiger_get_scanner_tags', arguments: { market: 'US', field: 'Industry' } },
  { group: 'quotas', name: 'tiger_get_rate_limits', arguments: {} },
  {
    group: 'transfers',
    name: 'tiger_get_segment_funds',
    arguments: { account_id: 'demo' },
    isUpstream: true,
  },
  { group: 'trading', name: 'tiger_list_proposals', arguments: {} },
  { group: 'trading', name: 'tiger_get_orders', arguments: { account_id: 'demo' }, isUpstream: true },
];

/** What a client loads, and calls of every group with 1 and with 32 in flight. */
export async function benchProtocol(app: RunningApp): Promise<void> {
  printCosts();
  const client = await app.mcpClient('bench-protocol');
  const list = () => client.request({ method: 'tools/list', params: {} }, ResultSchema);
  print('tools/list, bytes as sent', `${Buffer.byteLength(JSON.stringify(await list()))} B`);
  print('tools/list, time', summary(await sequential(LIST_SAMPLES, list)));
  await client.close();
  const door = new FaultDoor(app);
  for (const [index, group] of GROUPS.entries()) {
    if (index > 0 && index % GROUPS_A_MINUTE === 0) await pause(MINUTE_MS);
    await benchGroup(group, app, door);
  }
  console.log(
    `load of the machine (1, 5, 15 minutes): ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
}

/** The same on a plain server of the SDK that does nothing. */
export async function benchBareProtocol(client: Client): Promise<void> {
  const echo = () => client.callTool({ name: 'echo', arguments: { text: 'x' } });
  print('echo, bare SDK stdio server, 1 in flight', summary(await sequential(SEQUENTIAL_CALLS, echo)));
  print(`echo, bare SDK stdio server, ${IN_FLIGHT} in flight`, await concurrent(CONCURRENT_CALLS, echo));
}

function printCosts(): void {
  const costs = toolsetCosts(toolCatalog, countTokens);
  const defaults = costs.filter(({ isDefault }) => isDefault);
  const sum = (pick: (cost: (typeof costs)[number]) => number) =>
    defaults.reduce((total, cost) => total + pick(cost), 0);
  for (const { toolset, toolCount, modelTokens, sentTokens } of costs) {
    print(`tokens of the set ${toolset}`, tokensText(toolCount, modelTokens, sentTokens));
  }
  print(
    'tokens of the default sets',
    tokensText(
      sum(({ toolCount }) => toolCount),
      sum(({ modelTokens }) => modelTokens),
      sum(({ sentTokens }) => sentTokens),
    ),
  );
}

function tokensText(tools: number, model: number, sent: number): string {
  return `${sent} as sent, ${model} without output schemas (${tools} tools, o200k)`;
}

async function benchGroup(group: Group, app: RunningApp, door: FaultDoor): Promise<void> {
  const { isUpstream = false } = group;
  const label = `${group.group}: ${group.name}`;
  const first = await measuring(group, app, '1');
  await first.call();
  const requestsBefore = await door.requestsTotal();
  const calls = isUpstream ? UPSTREAM_CALLS : SEQUENTIAL_CALLS;
  print(`${label}, 1 in flight`, summary(await sequential(calls, first.call)));
  await first.close();
  const second = await measuring(group, app, '32');
  const manyCalls = isUpstream ? UPSTREAM_CALLS : CONCURRENT_CALLS;
  print(`${label}, ${IN_FLIGHT} in flight`, await concurrent(manyCalls, second.call));
  await second.close();
  const requests = (await door.requestsTotal()) - requestsBefore;
  const perAnswer = (requests / (calls + manyCalls)).toFixed(3);
  print(`${label}, upstream calls per answer`, perAnswer);
}

/** A client of its own. A refused call ends the bench: the time of a refusal is no figure. */
async function measuring({ group, name, arguments: args }: Group, app: RunningApp, which: string) {
  const pairing = await app.pairing(`${group} ${name} ${which}`);
  await openAllSets(app, pairing);
  const client = await app.mcpClient(`bench-${group}-${which}`, pairing);
  const call = async () => {
    const { isError, content } = await client.callTool({ name, arguments: args });
    if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
  };
  return { call, close: () => client.close() };
}

/** As the user does in the window. */
async function openAllSets(app: RunningApp, pairing: readonly string[]): Promise<void> {
  const change = JSON.stringify({ clientId: pairing.at(-1), patch: { toolsets: TOOLSETS } });
  const isOpen = await app.mainWindow.evaluate(
    `window.app.invoke('clients.change', ${change}).then(({ ok }) => ok)`,
  );
  if (isOpen !== true) throw new Error('the sets of tools were not opened');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function sequential(calls: number, call: () => Promise<unknown>): Promise<number[]> {
  const sample: number[] = [];
  while (sample.length < calls) {
    const startedMs = performance.now();
    await call();
    sample.push(performance.now() - startedMs);
  }
  return sample;
}

async function concurrent(calls: number, call: () => Promise<unknown>): Promise<string> {
  const sample: number[] = [];
  const startedMs = performance.now();
  let left = calls;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      sample.push(...(await sequential(1, call)));
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  const perSecond = (calls / (performance.now() - startedMs)) * 1000;
  return `${summary(sample)}, ${perSecond.toFixed(0)}/s`;
}

function print(what: string, figure: string): void {
  console.log(`${what.padEnd(72)} ${figure}`);
}
