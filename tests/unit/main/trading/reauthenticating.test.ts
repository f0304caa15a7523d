import { beforeEach, describe, expect, it } from 'vitest';
import { needsReauthentication } from '../../../../src/main/risk/reauthentication.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
  harness.account = { ...harness.account, mode: 'live', isDemo: false, isLiveTradingEnabled: true };
  harness.broker.mode = 'live';
});

/** 30 shares at 187.50: 5,625, above the 5,000 of the default. */
const large = { quantity: decimal(30) };
const PASSPHRASE = 'correct horse battery';

describe('approving a live order above the limit', () => {
  it('takes the right passphrase where one is set, in main', async () => {
    harness.passphrase = PASSPHRASE;
    const { id } = await harness.propose(large);
    const card = await harness.desk.card(id);
    expect(card.reauthentication).toBe('passphrase');
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: false });
    const wrong = await harness.approve(id, card, 'something else');
    expect(wrong).toMatchObject({ isDelivered: false, text: expect.stringContaining('wrong') });
    expect(harness.broker.placed).toEqual([]);
    expect(await harness.approve(id, card, PASSPHRASE)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed).toHaveLength(1);
    const rows = await harness.database.db.selectFrom('audit_events').select('detail').execute();
    expect(rows.map(({ detail }) => detail).join()).not.toContain(PASSPHRASE);
    expect(rows.some(({ detail }) => detail.includes('"provenBy":"passphrase"'))).toBe(true);
  });

  it('asks the computer where it can, and what it refuses is not sent', async () => {
    const asked: string[] = [];
    let isUser = false;
    harness.passphrase = PASSPHRASE;
    harness.touchId = {
      isThere: () => true,
      prompt: async (reason) => {
        asked.push(reason);
        if (!isUser) throw new Error('cancelled');
      },
    };
    const { id } = await harness.propose(large);
    const card = await harness.desk.card(id);
    expect(card.reauthentication).toBe('touch_id');
    expect(await harness.approve(id, card, PASSPHRASE)).toMatchObject({ isDelivered: false });
    expect(asked).toEqual(['approve BUY 30 AAPL @ 187.5 LMT DAY on demo']);
    expect(harness.broker.placed).toEqual([]);
    isUser = true;
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
    expect(harness.broker.placed).toHaveLength(1);
  });

  it('says on the card when nothing can be asked, and records it', async () => {
    const { id } = await harness.propose(large);
    const card = await harness.desk.card(id);
    expect(card.reauthentication).toBe('unavailable');
    expect(await harness.approve(id, card)).toMatchObject({ isDelivered: true });
    const rows = await harness.database.db.selectFrom('audit_events').select('detail').execute();
    expect(rows.some(({ detail }) => detail.includes('"provenBy":"unavailable"'))).toBe(true);
  });

  it('does not ask before the approval would count, nor below the limit', async () => {
    harness.passphrase = PASSPHRASE;
    const small = await harness.propose();
    expect((await harness.desk.card(small.id)).reauthentication).toBeNull();
    expect(await harness.approve(small.id)).toMatchObject({ isDelivered: true });
  });
});

describe('the limit', () => {
  const cases: [Parameters<typeof needsReauthentication>[0], string, string | null, boolean][] = [
    ['live', 'USD', '5000', false],
    ['live', 'USD', '5000.01', true],
    ['live', 'USD', null, true],
    ['unknown', 'USD', '5000.01', true],
    ['paper', 'USD', '90000', false],
    ['live', 'EUR', '90000', false],
  ];
  it.each(cases)('%s %s %s: %s', (mode, currency, worst, expected) => {
    const value = worst === null ? null : decimal(worst);
    expect(needsReauthentication(mode, DEFAULT_RISK_SETTINGS, currency, value)).toBe(expected);
  });
});
