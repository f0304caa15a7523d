import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { toolCatalog } from '../../../src/main/mcp/tool-catalog.ts';
import { environmentOverrides } from '../../../src/main/platform/setting-overrides.ts';
import { orderNotional } from '../../../src/main/risk/controls/order-notional.ts';
import { isLive } from '../../../src/shared/domain/account.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { grantInputSchema } from '../../../src/shared/domain/grant.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../support/temp-database.ts';
import { TradingHarness } from '../../support/trading-harness.ts';
import { factsWith, orderWith } from './risk/control-facts-of.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

/** Every name that a client can give a value to, however deep. */
function argumentNames(input: z.ZodType): string[] {
  const names: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: Record<string, unknown> };
    if (properties !== undefined) names.push(...Object.keys(properties));
    for (const child of Object.values(node)) walk(child);
  };
  walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }));
  return names;
}

const namesOf = new Map(toolCatalog.map((tool) => [tool.name, argumentNames(tool.input)]));

/** Mistakes of other programs that let an assistant trade, and the rule by which this app does not make each. */
describe('this app does not', () => {
  it('take silence or a missing window for a yes', async () => {
    const { id } = await harness.propose();
    harness.isLocked = true;
    await harness.turns(1, 10 * 60_000);
    expect((await harness.desk.get(id)).status).toBe('expired');
    expect(harness.broker.placed).toEqual([]);
  });

  it('let a model confirm itself: no tool takes an approval, and no answer holds what approves', async () => {
    expect(namesOf.size).toBeGreaterThan(50);
    const named = [...namesOf].flatMap(([tool, names]) => names.map((name) => `${tool}.${name}`));
    expect(
      named.filter((name) => /approv|confirm|acknowledg|consent|seal|decision|flatten/i.test(name)),
    ).toEqual([]);
    const { id } = await harness.propose();
    const { seal } = await harness.desk.card(id);
    expect(JSON.stringify(await harness.desk.get(id))).not.toContain(seal);
  });

  it('let a market order pass the cap of its value, with a price or without one', () => {
    const market = orderWith({ orderType: 'MKT', limitPrice: null, quantity: decimal(100_000) });
    expect(orderNotional(factsWith(market)).level).toBe('block');
    const one = orderWith({ orderType: 'MKT', limitPrice: null, quantity: decimal(1) });
    expect(orderNotional(factsWith({ ...one, quote: null })).level).toBe('block');
  });

  it('go live by a slip of the keyboard: no variable chooses the mode, and what is not proven is live', () => {
    for (const value of ['paper', 'TRUE ', 'flase', '0']) {
      const { overrides, problems } = environmentOverrides({
        TIGER_MCP_PAPER_TRADE: value,
        TIGER_MCP_LIVE: value,
      });
      expect(overrides).toEqual([]);
      expect(problems).toHaveLength(2);
    }
    expect(isLive('unknown')).toBe(true);
  });

  it('trade live before it was told to: an account that turns out to be live is blocked by its switch', async () => {
    harness.broker.mode = 'live';
    const proposal = await harness.propose();
    expect(proposal.status).toBe('blocked');
    expect(proposal.controls.find(({ control }) => control === 'live_trading_switch')?.level).toBe('block');
  });

  it('come with its guards off', () => {
    const settings = DEFAULT_RISK_SETTINGS;
    const switches = Object.entries(settings).filter(([, value]) => typeof value === 'boolean');
    expect(switches.length).toBeGreaterThan(5);
    expect(switches.filter(([, isOn]) => isOn)).toEqual([]);
    expect(Object.keys(settings.orderNotionalMax)).toEqual(
      expect.arrayContaining(['USD', 'HKD', 'CNH', 'SGD']),
    );
  });

  it.each([
    'accountId',
    'clientName',
    'symbols',
    'sides',
    'orderNotionalMax',
    'totalNotionalMax',
    'ordersMax',
    'lifetimeMs',
  ])('remember a yes without its %s', (field) => {
    const whole = {
      accountId: 'acc_0123456789abcdef',
      clientName: 'Claude',
      symbols: ['AAPL'],
      sides: ['BUY'],
      kinds: ['stock'],
      currency: 'USD',
      orderNotionalMax: '100',
      totalNotionalMax: '200',
      ordersMax: 2,
      lifetimeMs: 3_600_000,
      typedSentence: '',
    };
    expect(grantInputSchema.safeParse(whole).success).toBe(true);
    const { [field as keyof typeof whole]: _left, ...rest } = whole;
    expect(grantInputSchema.safeParse(rest).success).toBe(false);
  });

  it('take secrets as arguments of a tool', () => {
    const named = [...namesOf].flatMap(([tool, names]) => names.map((name) => `${tool}.${name}`));
    expect(
      named.filter((name) => /secret|password|passphrase|private|credential|api_?key|tiger_id/i.test(name)),
    ).toEqual([]);
  });

  it.each(toolCatalog.filter(({ name }) => /place_|modify_|cancel_order|transfer_segment/.test(name)))(
    'choose an account for $name',
    ({ name, input }) => {
      const { required } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
      // The broker's number of an order stands for one order of one account, so it names the account too.
      expect(required).toContain(/modify_|cancel_order/.test(name) ? 'order_id' : 'account_id');
    },
  );

  it('write to stdout where the protocol runs', () => {
    const folder = join(ROOT, 'src', 'bridge');
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(2);
    for (const name of files) expect(readFileSync(join(folder, name), 'utf8'), name).not.toMatch(/console\./);
  });
});
