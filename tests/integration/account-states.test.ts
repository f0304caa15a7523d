import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

const SINGAPORE = { tigerId: '20990011', accounts: [{ account: '20990101000000011' }] };
const HONG_KONG = {
  tigerId: '20990012',
  license: 'TBHK',
  accounts: [{ account: '20990101000000012' }, { account: '20990101000000013' }],
};
const WAIT = { timeout: 15_000, interval: 20 };
const READ = { timeoutMs: 15_000 };

const homeDir = mkdtempSync(join(tmpdir(), 'account-states-'));
let harness: CoreHarness;
let gateway: Gateway;
let added = 0;

beforeAll(async () => {
  harness = await startCoreHarness();
  gateway = await startGateway({ homeDir, faults: true, tigerIds: [SINGAPORE, HONG_KONG] });
});

afterAll(async () => {
  await harness.close();
  await gateway.close();
  rmSync(homeDir, { recursive: true, force: true });
});

afterEach(async () => {
  gateway.control?.door.faults.clear();
  for (const { id, isDemo } of harness.core.accounts.list()) if (!isDemo) await harness.core.admin.remove(id);
});

const propertiesOf = (index: 0 | 1) => gateway.developers[index]!.properties;
const tokenFile = () => `token=${gateway.developers[1]!.token}\n`;
const fault = (rule: FaultRule) => gateway.control!.door.faults.add(rule);
const asked = (method: string) =>
  gateway.control!.door.received().filter((request) => request.method === method).length;

async function add(properties: string, token: string | null = null): Promise<string> {
  added += 1;
  const { id } = await harness.core.admin.add({
    alias: `account-${added}`,
    label: '',
    properties,
    tokenFile: token,
  });
  return id;
}

async function until(id: string, state: Account['state']): Promise<Account> {
  await vi.waitFor(() => expect(harness.core.accounts.get(id).state).toBe(state), WAIT);
  return harness.core.accounts.get(id);
}

const quote = (id: string, symbol: string) =>
  harness.core.accounts.reads(id).read('quotes.get', { symbols: [symbol] }, READ);

/** Says a kind and what the person does. */
function expectProblem(account: Account, kind: string, step: RegExp): void {
  expect(account.problems).toMatchObject([{ kind, nextStep: expect.stringMatching(step) as string }]);
}

describe('what the person gave', () => {
  it('a key that does not parse', async () => {
    const id = await add(propertiesOf(0).replace(/private_key_pk1=.*/, 'private_key_pk1=bm90IGEga2V5'));
    expectProblem(await until(id, 'credentials_needed'), 'key_unreadable', /Download/);
  });

  it('an unknown licence', async () => {
    const id = await add(propertiesOf(0).replace('license=TBSG', 'license=TBXX'));
    expectProblem(await until(id, 'credentials_needed'), 'license_unknown', /Compare the line/);
  });

  it('a key of another tiger id', async () => {
    const id = await add(propertiesOf(0).replace(SINGAPORE.tigerId, HONG_KONG.tigerId), null);
    expectProblem(await until(id, 'credentials_needed'), 'key_refused', /private key/);
  });

  it('no token where the licence needs one, until it is given', async () => {
    const id = await add(propertiesOf(1));
    expectProblem(await until(id, 'credentials_needed'), 'token_missing', /Create a token/);
    await harness.core.admin.setToken(id, tokenFile());
    expect(await until(id, 'ready')).toMatchObject({ problems: [], token: { state: 'valid' } });
  });

  it('a token that Tiger refuses', async () => {
    fault({ kind: 'token_expired' });
    const id = await add(propertiesOf(1), tokenFile());
    expectProblem(await until(id, 'credentials_needed'), 'token_refused', /new token/);
    expect(asked('user_token_refresh')).toBeGreaterThan(0);
  });
});

describe('what Tiger says', () => {
  it('locked out', async () => {
    fault({ kind: 'permission_lost' });
    const id = await add(propertiesOf(0));
    expectProblem(await until(id, 'credentials_needed'), 'locked_out', /developer page/);
  });

  it('rate limited: it says so, and is ready by itself when that is over', async () => {
    fault({ kind: 'rate_limit', method: 'accounts', count: 3 });
    const id = await add(propertiesOf(0));
    expectProblem(await until(id, 'degraded'), 'rate_limited', /Wait a minute/);
    expect((await until(id, 'ready')).problems).toMatchObject([{ kind: 'rate_limited', market: null }]);
  });

  it('no permission for one market: the account works, and says which', async () => {
    const id = await add(propertiesOf(0));
    await until(id, 'ready');
    fault({ kind: 'permission_lost', method: 'quote_real_time', count: 1 });
    expect(await quote(id, '00700')).toMatchObject([{ symbol: '00700', provenance: { isDelayed: true } }]);
    expect(await quote(id, 'AAPL')).toMatchObject([{ symbol: 'AAPL', provenance: { isDelayed: false } }]);
    await vi.waitFor(
      () =>
        expect(harness.core.accounts.get(id)).toMatchObject({
          state: 'ready',
          problems: [{ kind: 'no_permission', market: 'HK' }],
        }),
      WAIT,
    );
  });

  it('a clock that is wrong by more than a minute, until it is right again', async () => {
    const id = await add(propertiesOf(0));
    await until(id, 'ready');
    fault({ kind: 'clock_skew', latencyMs: 7 * 60_000 });
    for (const symbol of ['AAPL', 'MSFT', 'NVDA']) await quote(id, symbol);
    const problems = () => harness.core.accounts.get(id).problems;
    await vi.waitFor(
      () =>
        expect(problems()).toMatchObject([
          { kind: 'clock_skew', text: "The clock of this computer is 7 min behind Tiger's." },
        ]),
      WAIT,
    );
    gateway.control!.door.faults.clear();
    await quote(id, 'TSLA');
    await vi.waitFor(() => expect(problems()).toEqual([]), WAIT);
  });
});

describe('the token', () => {
  it('is renewed on wish, and the other accounts of the tiger id get the new one', async () => {
    const first = await add(propertiesOf(1), tokenFile());
    const other = propertiesOf(1).replace('20990101000000012', '20990101000000013');
    const second = await add(other, tokenFile());
    await until(first, 'ready');
    await until(second, 'ready');
    const endOf = (id: string) => harness.core.accounts.get(id).token?.expiresMs;
    const before = endOf(second);
    await harness.core.admin.renewToken(first);
    await vi.waitFor(() => expect(endOf(second)).toBeGreaterThan(before ?? 0), WAIT);
    expect(endOf(first)).toBe(endOf(second));
    expect(harness.core.accounts.get(first).token?.state).toBe('valid');
    // Kept: a process that starts again has the new one.
    const kept = endOf(second);
    await harness.core.accounts.restart(second);
    await until(second, 'ready');
    await vi.waitFor(() => expect(endOf(second)).toBe(kept), WAIT);
  });

  it('that is refused in the middle is renewed once, and the read goes on', async () => {
    const id = await add(propertiesOf(1), tokenFile());
    await until(id, 'ready');
    const before = asked('user_token_refresh');
    fault({ kind: 'token_expired', method: 'quote_real_time', count: 1 });
    expect(await quote(id, 'AAPL')).toMatchObject([{ symbol: 'AAPL' }]);
    expect(asked('user_token_refresh')).toBe(before + 1);
  });

  it('that is no token file is refused, and the one in use stays', async () => {
    const id = await add(propertiesOf(1), tokenFile());
    await until(id, 'ready');
    await expect(harness.core.admin.setToken(id, 'nothing=here\n')).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await quote(id, 'MSFT')).toMatchObject([{ symbol: 'MSFT' }]);
  });

  it('is not needed elsewhere, and says so', async () => {
    const id = await add(propertiesOf(0));
    await until(id, 'ready');
    await vi.waitFor(
      () => expect(harness.core.accounts.get(id).token).toMatchObject({ state: 'not_needed' }),
      WAIT,
    );
  });
});
