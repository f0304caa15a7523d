import { beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../src/main/audit/audit-log.ts';
import type { AppDatabase } from '../../../../src/main/database/database.ts';
import { RiskSettingsStore, refuseUntypedLoosening } from '../../../../src/main/risk/risk-settings-store.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { loosenedSettings } from '../../../../src/shared/domain/risk-loosening.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();
const ACCOUNT = 'acc_0123456789abcdef';
let database: AppDatabase;
let store: RiskSettingsStore;

beforeEach(() => {
  database = databases.open();
  const clock = new ManualClock();
  const audit = new AuditLog({ database: database.db, clock });
  store = new RiskSettingsStore({ database: database.db, clock, audit });
});

describe('risk settings', () => {
  it('are the defaults until they are set, each account its own', async () => {
    expect(await store.get(ACCOUNT)).toEqual({ settings: DEFAULT_RISK_SETTINGS, version: 0 });
    await store.set(ACCOUNT, { ...DEFAULT_RISK_SETTINGS, orderQuantityMax: decimal(700) });
    expect(await store.get(ACCOUNT)).toMatchObject({ settings: { orderQuantityMax: '700' }, version: 1 });
    expect(await store.get('acc_fedcba9876543210')).toMatchObject({ version: 0 });
  });

  it('count their versions and record what changed from what', async () => {
    await store.set(ACCOUNT, DEFAULT_RISK_SETTINGS);
    await store.set(ACCOUNT, { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true });
    const rows = await database.db.selectFrom('audit_events').selectAll().execute();
    expect(rows.map(({ kind }) => kind)).toEqual(['risk.settings_changed', 'risk.settings_changed']);
    expect(JSON.parse(rows[1]!.detail)).toEqual({
      version: 2,
      changes: { areShortsEnabled: { before: false, after: true } },
    });
  });

  it('are not changed without their audit row', async () => {
    await database.db.schema.dropTable('audit_events').execute();
    await expect(store.set(ACCOUNT, { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true })).rejects.toThrow();
    expect(await store.get(ACCOUNT)).toMatchObject({ version: 0, settings: { areShortsEnabled: false } });
  });

  it.each([
    ['a warning beyond its limit', { orderQuantityWarn: decimal(2000) }],
    ['a collar beyond its limit', { priceCollarWarn: decimal('0.5') }],
    ['a duplicate window that is inside out', { duplicateBlockMs: 3_000_000 }],
    ['a limit of zero', { orderQuantityMax: '0' as never }],
    ['a negative limit', { priceCollarBlock: '-1' as never }],
    ['no number', { spreadMax: 'NaN' as never }],
  ])('refuse %s', async (_name, change) => {
    const wanted = { ...DEFAULT_RISK_SETTINGS, ...change };
    await expect(store.set(ACCOUNT, wanted)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('say which two figures conflict, and what to do', async () => {
    const wanted = {
      ...DEFAULT_RISK_SETTINGS,
      priceCollarBlock: decimal('0.60'),
      priceCollarWarn: decimal('0.25'),
      expiryBlockMs: 3_600_000,
    };
    await expect(store.set(ACCOUNT, wanted)).rejects.toMatchObject({
      message: expect.stringMatching(/price collar is 25 %, beyond the block for options of 20 %.* 3600 s/),
      nextStep: expect.stringContaining('Set that warning to 20 % or less'),
    });
  });

  it('of an earlier version whose collars conflict count in order, never looser, and can be changed', async () => {
    await store.set(ACCOUNT, DEFAULT_RISK_SETTINGS);
    const old = {
      ...DEFAULT_RISK_SETTINGS,
      priceCollarBlock: decimal('0.60'),
      priceCollarWarn: decimal('0.5'),
    };
    await database.db
      .updateTable('risk_settings')
      .set({ settings: JSON.stringify(old) })
      .execute();
    const { settings } = await store.get(ACCOUNT);
    expect(settings).toEqual({ ...old, priceCollarWarn: '0.2' });
    expect(loosenedSettings(old, settings)).toEqual([]);
    await store.set(ACCOUNT, { ...settings, ordersPerDayMax: 7 });
    const rows = await database.db.selectFrom('audit_events').selectAll().execute();
    expect(JSON.parse(rows.at(-1)?.detail ?? '')).toMatchObject({
      changes: { priceCollarWarn: { before: '0.5', after: '0.2' }, ordersPerDayMax: { after: 7 } },
    });
  });

  it('that cannot be read are no limits to guess at', async () => {
    await store.set(ACCOUNT, DEFAULT_RISK_SETTINGS);
    await database.db.updateTable('risk_settings').set({ settings: '{"orderQuantityMax":' }).execute();
    await expect(store.get(ACCOUNT)).rejects.toMatchObject({ code: 'internal' });
    expect(await store.set(ACCOUNT, DEFAULT_RISK_SETTINGS)).toMatchObject({ version: 2 });
  });
});

describe('loosening', () => {
  const TIGHT = { ...DEFAULT_RISK_SETTINGS, ordersPerDayMax: 3 };
  const live = { alias: 'growth', mode: 'live' } as const;
  const loosen = (account: { alias: string; mode: 'live' | 'paper' | 'unknown' }, typed: string) =>
    refuseUntypedLoosening(account, TIGHT, DEFAULT_RISK_SETTINGS, typed);

  it('takes the typed sentence on a live account, and on one whose mode is not proven', () => {
    for (const mode of ['live', 'unknown'] as const) {
      for (const typed of ['', 'growth', 'I loosen the limits of demo']) {
        expect(() => loosen({ ...live, mode }, typed)).toThrow(/typed sentence/);
      }
      expect(() => loosen({ ...live, mode }, ' I loosen the limits of growth ')).not.toThrow();
    }
  });

  it('takes none on a paper account, and tightening takes none anywhere', () => {
    expect(() => loosen({ alias: 'demo', mode: 'paper' }, '')).not.toThrow();
    expect(() => refuseUntypedLoosening(live, DEFAULT_RISK_SETTINGS, TIGHT, '')).not.toThrow();
  });

  it('is anything after settings that could not be read', () => {
    expect(() => refuseUntypedLoosening(live, null, TIGHT, '')).toThrow(/typed sentence/);
  });
});
