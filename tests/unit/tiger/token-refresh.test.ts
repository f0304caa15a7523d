import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { TokenState } from '../../../src/shared/domain/account-token.ts';
import { TigerError } from '../../../src/tiger/tiger-error.ts';
import { type TigerToken, tokenOf } from '../../../src/tiger/tiger-token.ts';
import {
  ROUNDS_MAX,
  TokenRefresh,
  type TokenRefreshDeps,
  TRIES_PER_ROUND,
} from '../../../src/tiger/token-refresh.ts';
import { SteppedClock } from './stepped-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIFE_MS = 30 * DAY_MS;

type Answer = 'new' | 'network' | 'refused' | 'nonsense';

function tokenText(createdMs: number, lifeMs = LIFE_MS): string {
  return Buffer.from(`${createdMs},${createdMs + lifeMs}opaque`).toString('base64');
}

/** Tiger as the refresher sees it: answers as told, the last answer again and again. */
class Fixture {
  readonly clock = new SteppedClock();
  readonly asked: number[] = [];
  readonly stored: TigerToken[] = [];
  readonly states: TokenState[] = [];
  readonly refresh: TokenRefresh;
  answers: Answer[] = ['new'];
  lifeMs = LIFE_MS;
  isDiskFull = false;

  constructor(more: Partial<TokenRefreshDeps> = {}) {
    this.refresh = new TokenRefresh({
      clock: this.clock,
      license: 'TBHK',
      token: tokenOf(tokenText(this.clock.nowMs())),
      requestToken: () => this.#answer(),
      onRefreshed: (token) => {
        if (this.isDiskFull) throw new Error('disk full');
        this.stored.push(token);
      },
      onStatus: (status) => this.states.push(status.state),
      ...more,
    });
  }

  async #answer() {
    this.asked.push(this.clock.nowMs());
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    if (answer === 'network') throw new TigerError('network', 'user_token_refresh', 'gone');
    if (answer === 'refused') throw new TigerError('token', 'user_token_refresh', 'user token invalid');
    const token = answer === 'nonsense' ? 'a\r\nb' : tokenText(this.clock.nowMs(), this.lifeMs);
    return { tigerId: null, license: null, token, createTime: null, expiredTime: null };
  }
}

let fixture = new Fixture();
afterEach(() => fixture.refresh.close());

function begin(more: Partial<TokenRefreshDeps> = {}): Fixture {
  fixture = new Fixture(more);
  return fixture;
}

describe('a token of thirty days', () => {
  test('is renewed once, five days before its end, and stored', async () => {
    const { clock, refresh, asked, stored, states } = begin();
    const startMs = clock.nowMs();
    refresh.start();
    await clock.advance(25 * DAY_MS - 1);
    expect(asked).toEqual([]);
    expect(refresh.status).toMatchObject({ state: 'valid', expiresMs: startMs + LIFE_MS, nextStep: null });
    await clock.advance(DAY_MS);
    expect(asked).toEqual([startMs + 25 * DAY_MS]);
    expect(stored.map((token) => token.expiresMs)).toEqual([startMs + 25 * DAY_MS + LIFE_MS]);
    expect(states).toEqual(['refreshing', 'valid']);
  });

  test('is renewed again and again over a year', async () => {
    const { clock, refresh, asked } = begin();
    refresh.start();
    await clock.advance(365 * DAY_MS);
    expect(asked).toHaveLength(14);
    expect(refresh.status.state).toBe('valid');
  });

  test('whose renewal fails for a while is renewed later', async () => {
    const { clock, refresh, stored, asked, answers } = begin();
    answers.unshift(...Array<Answer>(TRIES_PER_ROUND + 1).fill('network'));
    refresh.start();
    await clock.advance(25 * DAY_MS + HOUR_MS);
    expect(asked).toHaveLength(TRIES_PER_ROUND);
    expect(refresh.status).toMatchObject({ state: 'expiring', text: expect.stringContaining('tries again') });
    await clock.advance(6 * HOUR_MS);
    expect(stored).toHaveLength(1);
    expect(refresh.status.state).toBe('valid');
  });

  test('that cannot be renewed is given up after a bounded number of calls, and ends', async () => {
    const { clock, refresh, asked, answers } = begin();
    answers[0] = 'network';
    refresh.start();
    await clock.advance(29 * DAY_MS + 23 * HOUR_MS);
    const calls = asked.length;
    expect(calls).toBeLessThanOrEqual(TRIES_PER_ROUND * ROUNDS_MAX);
    expect(refresh.status.state).toBe('failed');
    await clock.advance(90 * DAY_MS);
    expect(asked.length).toBeLessThanOrEqual(TRIES_PER_ROUND * ROUNDS_MAX);
    expect(refresh.status).toMatchObject({
      state: 'expired',
      nextStep: expect.stringContaining('Create a new token'),
    });
  });

  test('that Tiger refuses is not asked for again', async () => {
    const { clock, refresh, asked, answers } = begin();
    answers[0] = 'refused';
    refresh.start();
    await clock.advance(28 * DAY_MS);
    expect(asked).toHaveLength(1);
    expect(refresh.status).toMatchObject({
      state: 'failed',
      text: 'Tiger refused to renew the token.',
      nextStep: expect.stringContaining('Create a new token'),
    });
  });
});

test('a token that came from elsewhere is kept alive like any other', async () => {
  const { clock, refresh, asked, answers, states } = begin();
  answers.unshift('refused');
  refresh.start();
  await clock.advance(26 * DAY_MS);
  expect(refresh.status.state).toBe('failed');
  refresh.adopt(tokenOf(tokenText(clock.nowMs()))!);
  expect(states.at(-1)).toBe('valid');
  await clock.advance(26 * DAY_MS);
  expect(asked).toHaveLength(2);
  expect(refresh.status.state).toBe('valid');
});

test('a renewal by hand revives what was refused', async () => {
  const { clock, refresh, asked, answers } = begin();
  answers.unshift('refused');
  refresh.start();
  await clock.advance(26 * DAY_MS);
  expect((await refresh.refreshNow()).state).toBe('valid');
  await clock.advance(26 * DAY_MS);
  expect(asked).toHaveLength(3);
});

test('two who renew at once share one call', async () => {
  const { refresh, asked } = begin();
  const [first, second] = await Promise.all([refresh.refreshNow(), refresh.refreshNow()]);
  expect(first).toEqual(second);
  expect(asked).toHaveLength(1);
});

test('a new token that cannot be stored stays in use, and says so', async () => {
  const { clock, refresh } = begin();
  fixture.isDiskFull = true;
  const status = await refresh.refreshNow();
  expect(status).toMatchObject({ state: 'failed', expiresMs: clock.nowMs() + LIFE_MS });
  expect(status.text).toContain('could not be stored');
  fixture.isDiskFull = false;
  expect((await refresh.refreshNow()).state).toBe('valid');
  expect(fixture.stored).toHaveLength(1);
});

test('a token that could not stand in a header is no token', async () => {
  const { refresh, stored, clock } = begin();
  fixture.answers = ['nonsense', 'new'];
  const done = refresh.refreshNow();
  await clock.advance(HOUR_MS);
  expect((await done).state).toBe('valid');
  expect(stored).toHaveLength(1);
});

test('closing ends a round and the waiting', async () => {
  const { clock, refresh, asked, answers } = begin();
  answers[0] = 'network';
  refresh.start();
  await clock.advance(25 * DAY_MS + 1_000);
  expect(clock.sleeping).toBe(1);
  refresh.close();
  await clock.advance(30 * DAY_MS);
  expect(clock.sleeping).toBe(0);
  expect(asked).toHaveLength(1);
});

describe('nothing to renew', () => {
  test.each([
    ['a licence without tokens', { license: 'TBSG', token: null } as const, 'not_needed', null],
    ['Hong Kong without its token', { token: null }, 'missing', expect.stringContaining('download')],
    ['a token without an end', { token: tokenOf('dG9rZW4=') }, 'valid', null],
    [
      'a token of last year',
      { token: tokenOf(tokenText(1700000000000)) },
      'expired',
      expect.stringContaining('download'),
    ],
  ])('%s', async (_name, more, state, nextStep) => {
    const { clock, refresh, asked } = begin(more);
    refresh.start();
    await clock.advance(60 * DAY_MS);
    expect(asked).toEqual([]);
    expect(clock.sleeping).toBe(0);
    expect(refresh.status).toMatchObject({ state, nextStep });
  });
});

test('whatever Tiger answers, the calls are bounded and the state is true', async () => {
  const answer = fc.constantFrom<Answer>('new', 'network', 'refused', 'nonsense');
  const lifeMs = fc.constantFrom(1, 60_000, HOUR_MS, DAY_MS, LIFE_MS);
  const steps = fc.array(fc.integer({ min: 1, max: 10 * DAY_MS }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 8 }),
      lifeMs,
      steps,
      async (answers, life, waits) => {
        const { clock, refresh, asked, stored } = begin();
        fixture.answers = answers;
        fixture.lifeMs = life;
        refresh.start();
        for (const waitMs of waits) {
          await clock.advance(waitMs);
          const { state, expiresMs } = refresh.status;
          if (state === 'valid' || state === 'expiring' || state === 'failed')
            expect(expiresMs).toBeGreaterThan(clock.nowMs());
          if (state === 'expired') expect(expiresMs).toBeLessThanOrEqual(clock.nowMs());
        }
        for (const [index, atMs] of asked.entries()) {
          const before = asked[index - TRIES_PER_ROUND];
          if (before !== undefined) expect(atMs - before).toBeGreaterThanOrEqual(60_000);
        }
        expect(new Set(stored.map((token) => token.secret.reveal())).size).toBe(stored.length);
        refresh.close();
      },
    ),
    { numRuns: 40 },
  );
});
