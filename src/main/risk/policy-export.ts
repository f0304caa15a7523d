import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../shared/domain/account.ts';
import { CONTROL_CATALOGUE } from '../../shared/domain/controls/control-catalogue.ts';
import { DEFAULT_RISK_SETTINGS } from '../../shared/domain/risk-settings.ts';
import { CONTROL_TABLE_VERSION } from './control-table.ts';
import type { VersionedRiskSettings } from './risk-settings-store.ts';

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/** The policy of an account in a form that people and programs read: each control with its settings and their defaults. */
export function policyOf(account: Account, { settings, version }: VersionedRiskSettings, nowMs: number) {
  return {
    format: 'tiger-mcp-desktop/risk-policy',
    formatVersion: 1,
    exportedAt: new Date(nowMs).toISOString(),
    account: account.alias,
    mode: account.mode,
    clientAccess: account.clientAccess,
    isLiveTradingEnabled: account.isLiveTradingEnabled,
    controlsVersion: CONTROL_TABLE_VERSION,
    settingsVersion: version,
    controls: CONTROL_CATALOGUE.map(({ settings: names, judgedBy: _, ...control }) => ({
      ...control,
      settings: Object.fromEntries(
        names.map((name) => [name, { value: settings[name], default: DEFAULT_RISK_SETTINGS[name] }]),
      ),
    })),
  };
}

/** @returns the path. The page chooses none: a window that was taken over could overwrite any file of the user */
export function writePolicy(policy: ReturnType<typeof policyOf>, exportsDir: string): string {
  mkdirSync(exportsDir, { recursive: true, mode: DIR_MODE });
  const stamp = policy.exportedAt.replaceAll(/[:.]/g, '-');
  const path = join(exportsDir, `risk-policy-${policy.account}-${stamp}.json`);
  writeFileSync(path, `${JSON.stringify(policy, null, 2)}\n`, { mode: FILE_MODE, flag: 'wx' });
  return path;
}
