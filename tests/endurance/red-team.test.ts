import { describe, expect, it } from 'vitest';
import { startIsolatedApp } from '../../src/main/isolated-app.ts';
import type { Finding } from '../../src/main/red-team/attack.ts';
import { ATTACKS } from '../../src/main/red-team/attack-list.ts';
import { decimal } from '../../src/shared/domain/decimal.ts';
import type { AttackId } from '../../src/shared/domain/red-team.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import { isolatedDeps } from '../support/isolated-deps.ts';

async function attack(id: AttackId, settings: Partial<RiskSettings> = {}): Promise<Finding> {
  const client = {
    name: 'Claude Desktop',
    rules: {
      role: 'manager' as const,
      isReadOnly: false,
      toolsets: [...TOOLSETS],
      state: 'active' as const,
      readsPerMinute: 600,
    },
  };
  const app = await startIsolatedApp(isolatedDeps, {
    settings: { ...DEFAULT_RISK_SETTINGS, ...settings },
    client,
  });
  try {
    return await ATTACKS.find((one) => one.id === id)!.run(app.range);
  } finally {
    await app.close();
  }
}

describe('with the settings as they come', () => {
  it.each(ATTACKS.map(({ id }) => id))('%s is stopped', async (id) => {
    const finding = await attack(id);
    expect(finding).toMatchObject({
      isStopped: true,
      stoppedBy: expect.arrayContaining([expect.any(String)]),
    });
  });
});

/** Who trades options has their switch on, so that it stops nothing any more. */
describe('with options switched on', () => {
  it.each<[AttackId, string]>([
    ['naked_in_spread', 'unlimited_loss'],
    ['sold_leg', 'order_notional'],
    ['credit_for_debit', 'price_collar'],
    ['contracts_for_shares', 'order_quantity'],
    ['look_alike_option', 'identity_mismatch'],
    ['grant_for_other_forms', 'approval_required'],
  ])('%s is stopped by %s', async (id, control) => {
    const finding = await attack(id, { areOptionsEnabled: true });
    expect(finding).toMatchObject({ isStopped: true, stoppedBy: expect.arrayContaining([control]) });
    // Nor that it looks like another try of the same attack.
    for (const other of ['kinds_enabled', 'duplicate_order']) expect(finding.stoppedBy).not.toContain(other);
  });
});

const ANY_WORTH = { USD: decimal(1_000_000_000), HKD: decimal(1_000_000_000) };
const NO_LIMIT = {
  orderNotionalMax: ANY_WORTH,
  orderQuantityWarn: decimal(1_000_000),
  orderQuantityMax: decimal(1_000_000),
  dailyNotionalTimes: decimal(100),
  symbolPositionMax: decimal(100),
  grossExposureMax: decimal(100),
  averageVolumeWarn: decimal(1),
  displayedSizeWarn: decimal(1_000_000),
} satisfies Partial<RiskSettings>;

/** A defence that is a setting is no defence where the user has turned it off, and the attack has to say so. */
describe('with the setting that held it back turned off', () => {
  it.each<[AttackId, Partial<RiskSettings>]>([
    ['price_moved', { driftMax: decimal('0.5') }],
    ['doubled_after_timeout', { duplicateBlockMs: 0, duplicateWarnMs: 0 }],
    ['lots_for_shares', NO_LIMIT],
    [
      'cents_for_dollars',
      { priceCollarWarn: decimal(900), priceCollarBlock: decimal(1_000), optionCollarBlock: decimal(1_000) },
    ],
    ['drip', { ordersPerMinuteMax: 60 }],
    ['outside_session', { isExtendedSessionEnabled: true }],
    ['contracts_for_shares', { ...NO_LIMIT, areOptionsEnabled: true, contractQuantityMax: decimal(1_000) }],
  ])('%s gets through, and names it', async (id, settings) => {
    const finding = await attack(id, settings);
    expect(finding, JSON.stringify(finding)).toMatchObject({ isStopped: false });
    const named = ATTACKS.find((one) => one.id === id)!.settings;
    expect(Object.keys(settings).filter((name) => named.includes(name as keyof RiskSettings))).not.toEqual(
      [],
    );
  });
});
