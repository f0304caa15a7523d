import { beforeEach, expect, it } from 'vitest';
import { accountCommands } from '../../../../src/main/ipc/handlers/account-commands.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
const LOOSE = { ...DEFAULT_RISK_SETTINGS, areShortsEnabled: true };
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
  harness.account = { ...harness.account, mode: 'live', isDemo: false };
});

function set(settings: typeof LOOSE, typedSentence: string) {
  const { riskSettings, account } = harness;
  const accounts = { get: () => account } as never;
  const commands = accountCommands({
    accounts,
    riskSettings,
    admin: {} as never,
    restartAccount: never,
    takePushBack: never,
  });
  return commands['risk.set']({ accountId: ACCOUNT_ID, settings, typedSentence }, {} as never);
}

async function never(): Promise<void> {
  throw new Error('not used');
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
