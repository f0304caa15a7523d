import { createPrivateKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConnectionWorld,
  connectionWorld,
  LIVE,
  PAPER,
  plain,
  SECOND,
  step,
  WAIT,
} from '../support/connection-world.ts';

let world: ConnectionWorld;

beforeAll(async () => {
  world = await connectionWorld();
}, 60_000);
afterAll(() => world.close());
afterEach(() => world.clear());

describe('a connection test', () => {
  it('goes through every step, proves paper by the answer, keeps nothing, and the account is added from it', async () => {
    const before = world.harness.core.accounts.list().length;
    const test = await world.tested(world.properties);
    expect(test.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'file passed',
      'key passed',
      'token passed',
      'signature passed',
      'clock passed',
      'account passed',
      'mode passed',
      'permissions passed',
      'quotas passed',
    ]);
    expect(test).toMatchObject({ mode: 'paper', lastFour: PAPER.slice(-4) });
    expect(step(test, 'permissions').text).toMatch(/US: .*usQuoteBasic.*HK: .*hkStockQuoteLv2/);
    expect(world.harness.core.accounts.list()).toHaveLength(before);
    expect(world.harness.published).toContain('connections.changed');
    const { id } = await world.desk().add(test.id, {
      alias: 'added',
      label: 'x',
      colour: 'teal',
      tags: ['long term'],
    });
    await vi.waitFor(() => expect(world.harness.core.accounts.get(id).state).toBe('ready'), WAIT);
    expect(world.harness.core.accounts.get(id)).toMatchObject({ colour: 'teal', tags: ['long term'] });
    expect(() => world.desk().get(test.id)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('never holds a secret or a whole account number in what the window is given', async () => {
    const shown = JSON.stringify(await world.tested(world.properties));
    expect(shown).not.toContain(PAPER);
    expect(shown).not.toContain(world.tigerId);
    expect(shown).not.toMatch(/[A-Za-z0-9+/]{60}/);
  });

  it('proves live by the answer and not by a name', async () => {
    const test = await world.tested(world.properties.replace(PAPER, LIVE));
    expect(test.mode).toBe('live');
    expect(step(test, 'mode').text).toMatch(/Live: real money/);
  });

  it('reads a file with a byte-order mark, CRLF and a PKCS#8 key', async () => {
    const [, pkcs1 = ''] = /private_key_pk1=(.*)/.exec(world.properties) ?? [];
    const key = createPrivateKey({ key: Buffer.from(pkcs1, 'base64'), format: 'der', type: 'pkcs1' });
    const pkcs8 = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const text = world.properties.replace(/private_key_pk1=.*/, `private_key_pk8=${pkcs8}`);
    const test = await world.tested(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(step(test, 'key')).toMatchObject({ state: 'passed', text: 'An RSA key of 2048 bits.' });
  });

  it.each([
    [
      'a key that is none',
      'key',
      (text: string) => text.replace(/private_key_pk1=.*/, 'private_key_pk1=bm8='),
      /Download/,
    ],
    [
      'an unknown licence',
      'file',
      (text: string) => text.replace('license=TBSG', 'license=TBXX'),
      /Compare the line/,
    ],
    ['no developer id', 'file', (text: string) => text.replace(/tiger_id=.*/, ''), /Download/],
    [
      'the key of another developer',
      'signature',
      (text: string) => text.replace(/tiger_id=.*/, 'tiger_id=20990022'),
      /private key/,
    ],
    [
      'an account of somebody else',
      'account',
      (text: string) => text.replace(PAPER, '20990101000000099'),
      /It lists .*··0021/,
    ],
  ] as const)(
    '%s fails at its step, says what to do, and skips the rest',
    async (_what, name, change, next) => {
      const test = await world.tested(change(world.properties), 'failed');
      expect(step(test, name)).toMatchObject({
        state: 'failed',
        nextStep: expect.stringMatching(next) as string,
      });
      const at = test.steps.findIndex((each) => each.name === name);
      expect(new Set(test.steps.slice(at + 1).map(({ state }) => state))).toEqual(new Set(['skipped']));
    },
  );

  it('a missing token fails at its step', async () => {
    const test = await world.tested(world.hongKong.properties, 'failed');
    expect(step(test, 'token')).toMatchObject({
      state: 'failed',
      nextStep: expect.stringMatching(/Create a token/) as string,
    });
    expect(
      (await world.tested(world.hongKong.properties, 'passed', `token=${world.hongKong.token}\n`)).state,
    ).toBe('passed');
  });

  it('a wrong clock is a warning that does not keep the account out', async () => {
    world.fault({ kind: 'clock_skew', latencyMs: 7 * 60_000 });
    const test = await world.tested(world.properties);
    expect(step(test, 'clock')).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/7 min behind/) as string,
    });
  });

  it('lets the person choose where the file is about two accounts', async () => {
    const text = world.properties.replace(`account=${PAPER}`, `account=${PAPER}\naccount=${SECOND}`);
    const { id } = await world.desk().test({ accountId: null, properties: text, tokenFile: null });
    const choosing = await world.settled(id, 'choosing');
    expect(choosing.choices.map(({ lastFour }) => lastFour)).toEqual(['0021', '0022']);
    expect(() => world.desk().choose(id, 7)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    world.desk().choose(id, 1);
    expect((await world.settled(id, 'passed')).lastFour).toBe('0022');
  });

  it('that is given up ends, and its credentials are forgotten', async () => {
    world.fault({ kind: 'hang', method: 'accounts' });
    const { id } = await world
      .desk()
      .test({ accountId: null, properties: world.properties, tokenFile: null });
    await vi.waitFor(() => expect(step(world.desk().get(id), 'signature').state).toBe('running'), WAIT);
    await world.desk().cancel(id);
    await expect(world.desk().add(id, plain('gone'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('more than a few at once are refused; one that is over makes room', async () => {
    const input = { accountId: null, properties: world.properties, tokenFile: null };
    world.fault({ kind: 'hang', method: 'accounts' });
    const { id: over } = await world.tested('tiger_id=none', 'failed');
    const running = [];
    for (let count = 0; count < 4; count += 1) running.push((await world.desk().test(input)).id);
    expect(() => world.desk().get(over)).toThrow(expect.objectContaining({ code: 'not_found' }));
    await expect(world.desk().test(input)).rejects.toMatchObject({ code: 'busy' });
    for (const id of running) await world.desk().cancel(id);
  });
});
