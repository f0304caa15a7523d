import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { riskCommands } from '../../../../src/main/ipc/handlers/risk-commands.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
const LOOSE = { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true };
let harness: TradingHarness;
let exportsDir: string;

beforeEach(() => {
  const path = databases.newPath();
  exportsDir = join(dirname(path), 'exports');
  harness = new TradingHarness(databases.open(path));
  harness.account = { ...harness.account, mode: 'live', isDemo: false };
});

function commands() {
  const { riskSettings, account, desk, audit, clock } = harness;
  const accounts = { get: () => account } as never;
  return riskCommands({ accounts, riskSettings, trading: desk, audit, clock, exportsDir });
}

function set(settings: typeof LOOSE, typedSentence: string) {
  return commands()['risk.set']({ accountId: ACCOUNT_ID, settings, typedSentence }, {} as never);
}

it('keeps the limits of a live account where the sentence was not typed, whatever the window says', async () => {
  await expect(set(LOOSE, 'demo')).rejects.toMatchObject({
    code: 'invalid_input',
    nextStep: 'Type: I loosen the limits of demo',
  });
  expect(await harness.riskSettings.get(ACCOUNT_ID)).toMatchObject({ version: 0 });
  expect(await set(LOOSE, 'I loosen the limits of demo')).toMatchObject({ areShortsEnabled: true });
  expect(await set(DEFAULT_RISK_SETTINGS, '')).toMatchObject({ areShortsEnabled: false });
});

it('judges a hypothetical order by the controls of now, and records and sends nothing', async () => {
  harness.account = { ...harness.account, mode: 'paper' };
  const ask = (quantity: number) =>
    commands()['risk.preview'](
      { accountId: ACCOUNT_ID, order: { ...BUY_10_AAPL, quantity: decimal(quantity) } },
      {} as never,
    );
  const levelOf = async (quantity: number) =>
    (await ask(quantity)).controls.find(({ control }) => control === 'order_quantity')?.level;
  expect(await levelOf(10)).toBe('pass');
  expect(await levelOf(1_001)).toBe('block');
  await set({ ...DEFAULT_RISK_SETTINGS, orderQuantityMax: decimal(5), orderQuantityWarn: decimal(2) }, '');
  expect(await levelOf(10)).toBe('block');
  expect(harness.broker.placed).toEqual([]);
  expect(await harness.desk.list({ accountIds: null, isWaitingOnly: false, limit: 5 })).toEqual([]);
});

it('says what is missing instead of failing', async () => {
  harness.account = { ...harness.account, mode: 'paper' };
  harness.broker.failing.set(
    'quotes.get',
    new AppError('broker_unreachable', 'the line is dead', { nextStep: '' }),
  );
  const { controls } = await commands()['risk.preview'](
    { accountId: ACCOUNT_ID, order: BUY_10_AAPL },
    {} as never,
  );
  expect(controls.filter(({ level }) => level === 'block').length).toBeGreaterThan(1);
});

it('exports the policy with every control, its settings and their defaults, readable by its owner alone', async () => {
  const { path } = await commands()['risk.export']({ accountId: ACCOUNT_ID }, {} as never);
  const policy = JSON.parse(readFileSync(path, 'utf8'));
  expect(policy).toMatchObject({ account: 'demo', mode: 'live', settingsVersion: 0 });
  expect(policy.controls.map(({ number }: { number: number }) => number)).toEqual(
    Array.from({ length: 36 }, (_, index) => index + 1),
  );
  expect(policy.controls[7].settings.orderQuantityMax).toEqual({ value: '1000', default: '1000' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await harness.auditKinds()).toEqual(['risk.policy_exported']);
});
