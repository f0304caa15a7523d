import type { DeveloperSetup } from '../../src/gateway/demo-accounts.ts';

/** Four accounts for each developer: what one has shares its limits, as at Tiger. */
const ACCOUNTS_EACH = 4;

/** So many paper accounts, each with its own number. */
export function manyDevelopers(accounts: number): DeveloperSetup[] {
  return Array.from({ length: Math.ceil(accounts / ACCOUNTS_EACH) }, (_, developer) => ({
    tigerId: `${20_990_100 + developer}`,
    accounts: Array.from(
      { length: Math.min(ACCOUNTS_EACH, accounts - developer * ACCOUNTS_EACH) },
      (_each, index) => ({
        account: `${20_990_101_000_001_000n + BigInt(developer * ACCOUNTS_EACH + index)}`,
      }),
    ),
  }));
}

/** The properties of every account of a developer: the gateway writes those of the first. */
export function propertiesOfAll(setup: DeveloperSetup, properties: string): string[] {
  return setup.accounts.map(({ account }) => properties.replace(/^account=.*$/m, `account=${account}`));
}
