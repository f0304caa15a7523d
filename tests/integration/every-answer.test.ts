import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { approveAsUser } from '../support/approve-as-user.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';
import { toolExamples } from '../support/tool-examples.ts';
import { until } from '../support/until.ts';

// Every tool of the catalogue once, through the bridge, against the simulated exchange: what each answer has to say of
// itself, whatever it is about.

type Answer = Readonly<Record<string, unknown>>;

/** Answers that are about no one account, with what they say instead. */
const OF_NO_ONE_ACCOUNT: Readonly<Record<string, string>> = {
  tiger_list_accounts: 'a row for each, with its mode',
  tiger_get_portfolio: 'a row for each, with its mode',
  tiger_analyze_portfolio: 'drawdowns, with the mode of each',
  tiger_get_rate_limits: 'what several accounts share',
  tiger_list_proposals: 'each has its own',
  tiger_trip_kill_switch: 'the whole app',
  tiger_add_account: 'there is none yet',
  tiger_remove_account: 'nothing was read of it',
  tiger_set_default_trading_account: 'nothing was read of it',
};
/** Answers of the app itself, which hold no figure of a market or of the broker. */
const OF_THE_APP = [
  'tiger_list_accounts',
  'tiger_get_account_status',
  'tiger_refresh_token',
  'tiger_set_default_data_account',
  'tiger_set_default_trading_account',
  'tiger_add_account',
  'tiger_remove_account',
  'tiger_get_rate_limits',
  'tiger_place_order',
  'tiger_place_basket',
  'tiger_modify_order',
  'tiger_cancel_order',
  'tiger_get_proposal',
  'tiger_list_proposals',
  'tiger_withdraw_proposal',
  'tiger_trip_kill_switch',
  'tiger_transfer_segment_funds',
  'tiger_place_forex_order',
];
/** They add up several accounts, whose rows say it; the whole says the time of the oldest. */
const ADDED_UP = ['tiger_get_portfolio', 'tiger_analyze_portfolio'];

const PROVENANCE = ['as_of', 'age_ms', 'delayed', 'simulated'];
const MONEY =
  /(^|_)(price|cost|value|pnl|cash_balance|amount|liquidation|inflow|outflow|eps|commission|turnover|buying_power)$/;

let harness: CoreHarness;
let client: Client;
let args: Readonly<Record<string, object>>;
const answers = new Map<string, Promise<{ answer: Answer; text: string }>>();

beforeAll(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
  client = await harness.client('every answer');
  const [entry] = harness.core.book.list();
  await harness.core.book.change(entry!.id, { role: 'manager' });
  args = await argumentsThatExist();
});
afterAll(() => harness.close());

async function called(name: string, input: object): Promise<{ answer: Answer; text: string }> {
  const result = await client.callTool({ name, arguments: JSON.parse(JSON.stringify(input)) });
  const [{ text }] = result.content as [{ text: string }];
  expect(result.isError ?? false, `${name}: ${text}`).toBe(false);
  return { answer: result.structuredContent as Answer, text };
}

async function column(name: string, input: object, wanted: string): Promise<unknown[]> {
  const { columns, rows } = (await called(name, input)).answer as { columns: string[]; rows: unknown[][] };
  return rows.map((row) => row[columns.indexOf(wanted)]);
}

/** A position, an order that works, an option, a future and a warrant. */
async function argumentsThatExist(): Promise<Record<string, object>> {
  const order = { account_id: 'demo', symbol: 'AAPL', side: 'BUY', rationale: 'To begin with.' };
  const bought = await called('tiger_place_order', { ...order, quantity: 5, order_type: 'MKT' });
  await approveAsUser(harness.core.trading, String(bought.answer['proposal_id']));
  const quote = (await called('tiger_get_quote', { symbol: 'AAPL' })).answer;
  const price = String(Math.floor(Number(quote['bid_price']) * 0.97));
  const low = { ...order, quantity: 4, order_type: 'LMT', price };
  const working = await called('tiger_place_order', low);
  await approveAsUser(harness.core.trading, String(working.answer['proposal_id']));
  const order_id = await until(async () => {
    const proposal = (await called('tiger_get_proposal', { proposal_id: working.answer['proposal_id'] }))
      .answer;
    if (proposal['status'] !== 'working') throw new Error(JSON.stringify(proposal));
    return String(proposal['order_id']);
  });
  const waiting = await called('tiger_place_order', { ...low, quantity: 1 });
  const [, expiry] = await column('tiger_get_option_expirations', { symbol: 'AAPL' }, 'expiry');
  const chain = { symbol: 'AAPL', expiry };
  const [option] = await column('tiger_get_option_chain', chain, 'identifier');
  const [code] = await column('tiger_get_future_contracts', { product: 'ES', kind: 'main' }, 'code');
  const [warrant] = await column('tiger_get_warrants', { symbol: '00700' }, 'symbol');
  return {
    ...toolExamples(String(waiting.answer['proposal_id'])),
    tiger_get_option_chain: chain,
    tiger_get_option_quote: { options: [option] },
    tiger_get_option_kline: { option, period: '1d' },
    tiger_get_option_depth: { option },
    tiger_get_option_ticks: { option },
    tiger_get_future_quote: { codes: [code] },
    tiger_get_future_kline: { code, period: '1d' },
    tiger_get_future_ticks: { code },
    tiger_get_future_depth: { code },
    tiger_get_warrant_quote: { symbols: [warrant] },
    tiger_get_transactions: { symbol: 'AAPL', account_id: 'demo' },
    tiger_get_order: { order_id, account_id: 'demo' },
    tiger_modify_order: { order_id, account_id: 'demo', new_quantity: 3, rationale: 'Less.' },
    tiger_cancel_order: { order_id, account_id: 'demo' },
  };
}

/** Each tool is called once, in the order of the catalogue; what stops trading comes last. */
function answerOf(name: string) {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const fresh = called(name, args[name] ?? {});
  answers.set(name, fresh);
  return fresh;
}

interface Place {
  readonly path: string;
  readonly object: Answer;
  /** From the whole answer down to this object. */
  readonly around: readonly Answer[];
}

/** Every object in an answer, and every row of a table as the object that it stands for. */
function placesOf(value: unknown, path = '', around: readonly Answer[] = []): Place[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, `${path}[]`, around));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Answer;
  const within = [...around, object];
  const rows = tableRows(object).map((row) => ({
    path: `${path}.rows`,
    object: row,
    around: [...within, row],
  }));
  const inner = Object.entries(object).flatMap(([key, item]) => placesOf(item, `${path}.${key}`, within));
  return [{ path, object, around: within }, ...rows, ...inner];
}

function tableRows({ columns, rows }: Answer): Answer[] {
  if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
  return rows.map((row: unknown[]) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
}

const namesCurrency = (object: Answer) => Object.keys(object).some((key) => /(^|_)currency$/.test(key));

const TOOLS = toolCatalog
  .map(({ name }) => name)
  .sort(
    (left, right) => Number(left === 'tiger_trip_kill_switch') - Number(right === 'tiger_trip_kill_switch'),
  );

describe.each(TOOLS)('%s', (name) => {
  it('gives the same complete data as text and as structure', async () => {
    const { answer, text } = await answerOf(name);
    expect(JSON.parse(text)).toEqual(answer);
  });

  it('says whose it is, and whether paper or live', async () => {
    const { answer } = await answerOf(name);
    if (OF_NO_ONE_ACCOUNT[name] === undefined)
      expect(answer).toMatchObject({ account_id: 'demo', mode: 'paper' });
    for (const { path, object } of placesOf(answer)) {
      const isOfAccount =
        typeof object['account_id'] === 'string' && OF_NO_ONE_ACCOUNT[name]?.startsWith('nothing') !== true;
      if (isOfAccount) expect(object, `${name}${path}`).toHaveProperty('mode', 'paper');
    }
  });

  it('says of its figures as of when, how old, delayed and simulated', async () => {
    const { answer } = await answerOf(name);
    const places = placesOf(answer);
    const isDated = ({ object }: Place) => PROVENANCE.every((field) => field in object);
    if (!OF_THE_APP.includes(name) && !ADDED_UP.includes(name)) expect(places.some(isDated), name).toBe(true);
    for (const place of places.filter(({ object }) => 'age_ms' in object)) {
      expect(isDated(place), `${name}${place.path}`).toBe(true);
    }
  });

  it('says in which currency each amount is', async () => {
    const { answer } = await answerOf(name);
    for (const { path, object, around } of placesOf(answer)) {
      for (const [key, value] of Object.entries(object)) {
        // What a control compares is a text with its own unit: 18750 USD, 12 %.
        if (!MONEY.test(key) || typeof value === 'object' || path.includes('controls')) continue;
        expect(around.some(namesCurrency), `${name}${path}.${key}`).toBe(true);
      }
    }
  });

  it('fences what others are called', async () => {
    const { answer } = await answerOf(name);
    for (const { path, object } of placesOf(answer)) {
      for (const key of ['name', 'company', 'remark']) {
        const text = object[key];
        // Groups by symbol, currency or kind, and permissions, are read by their form.
        if (typeof text !== 'string' || /by_(symbol|currency|kind)|permissions/.test(path)) continue;
        expect(text, `${name}${path}.${key}`).toMatch(/^<untrusted>.*<\/untrusted>$/s);
      }
    }
  });
});
