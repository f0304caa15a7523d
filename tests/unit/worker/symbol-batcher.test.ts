import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TigerError } from '../../../src/tiger/tiger-error.ts';
import { ReuseCounter } from '../../../src/worker/reuse-counter.ts';
import { SYMBOLS_WAITING_MAX, SymbolBatcher } from '../../../src/worker/symbol-batcher.ts';
import { ManualClock } from '../tiger/manual-clock.ts';

interface Row {
  readonly symbol: string;
  readonly call: number;
}

const PER_CALL_MAX = 4;
const LIFETIME_MS = 500;

/** A broker that does not know ZZ…, refuses whole calls with BAD… in them, and answers when it is told to. */
class Broker {
  readonly calls: string[][] = [];
  /** Of the same calls: whether the request was ended. */
  readonly signals: AbortSignal[] = [];
  readonly clock = new ManualClock();
  readonly reuse = new ReuseCounter();
  #held: (() => void)[] = [];
  isHolding = false;
  failure: TigerError | null = null;

  readonly batcher = new SymbolBatcher<Row>({
    method: 'quote_real_time',
    clock: this.clock,
    reuse: this.reuse,
    symbolsPerCallMax: PER_CALL_MAX,
    lifetimeMs: LIFETIME_MS,
    symbolOf: ({ symbol }) => symbol,
    ask: (symbols, signal) => this.#ask(symbols, signal),
  });

  /** Lets everything that is held go, and what follows from it. */
  async release(): Promise<void> {
    this.isHolding = false;
    for (const go of this.#held.splice(0)) go();
    await turn();
  }

  async #ask(symbols: readonly string[], signal: AbortSignal): Promise<Row[]> {
    this.signals.push(signal);
    const call = this.calls.push([...symbols]);
    if (this.isHolding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.failure !== null) throw this.failure;
    if (symbols.some((symbol) => symbol.startsWith('ZZ'))) throw refused('invalid symbols');
    if (symbols.some((symbol) => symbol.startsWith('BAD'))) throw refused('sec_type not supported');
    return symbols.map((symbol) => ({ symbol, call }));
  }
}

const refused = (text: string) => new TigerError('request_refused', 'quote_real_time', text);
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const namesOf = (rows: readonly Row[]) => rows.map(({ symbol }) => symbol);

const anySymbol = fc.constantFrom('AAPL', 'MSFT', 'NVDA', 'TSLA', 'AMD', 'IBM', 'ZZ1', 'ZZ2', 'BAD1', 'BAD2');
const anyQuestions = fc.array(
  fc.record({ symbols: fc.array(anySymbol, { minLength: 1, maxLength: 6 }), turnsBefore: fc.nat(2) }),
  { minLength: 1, maxLength: 12 },
);

test('each caller gets exactly its own symbols, and a refusal only who asked for what was refused', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestions, async (questions) => {
      const broker = new Broker();
      const answers: Promise<readonly Row[] | TigerError>[] = [];
      for (const { symbols, turnsBefore } of questions) {
        for (let passed = 0; passed < turnsBefore; passed += 1) await turn();
        answers.push(broker.batcher.get(symbols).catch((error: TigerError) => error));
      }
      const outcomes = await Promise.all(answers);
      questions.forEach(({ symbols }, index) => {
        const outcome = outcomes[index]!;
        const isBad = symbols.some((symbol) => symbol.startsWith('BAD'));
        if (outcome instanceof TigerError) {
          expect(isBad || sharesWithBad(symbols, questions)).toBe(true);
          return;
        }
        expect(isBad).toBe(false);
        const known = [...new Set(symbols)].filter((symbol) => !symbol.startsWith('ZZ'));
        expect(namesOf(outcome)).toEqual(known);
      });
      expect(Math.max(...broker.calls.map((call) => call.length))).toBeLessThanOrEqual(PER_CALL_MAX);
    }),
  );
});

/** A symbol that two ask for at once is asked for once, with the question that came first; that one may be refused. */
function sharesWithBad(symbols: readonly string[], questions: readonly { symbols: string[] }[]): boolean {
  return questions.some(
    (other) =>
      other.symbols.some((symbol) => symbol.startsWith('BAD')) &&
      other.symbols.some((symbol) => symbols.includes(symbol)),
  );
}

describe('calls', () => {
  test('questions of one moment travel in one call, and each symbol once', async () => {
    const broker = new Broker();
    const answers = ['AAPL', 'MSFT', 'AAPL', 'NVDA'].map((symbol) => broker.batcher.get([symbol]));
    expect((await Promise.all(answers)).map(namesOf)).toEqual([['AAPL'], ['MSFT'], ['AAPL'], ['NVDA']]);
    expect(broker.calls).toEqual([['AAPL', 'MSFT', 'NVDA']]);
    expect(broker.reuse.reuse).toEqual({ cacheHits: 0, joined: 1, batched: 3 });
  });

  test('what is asked while two calls are under way waits for one of them, together', async () => {
    const broker = new Broker();
    broker.isHolding = true;
    const answers: Promise<Row[]>[] = [];
    for (const symbol of ['AAPL', 'MSFT', 'NVDA', 'TSLA', 'AMD']) {
      answers.push(broker.batcher.get([symbol]));
      await turn();
    }
    expect(broker.calls).toEqual([['AAPL'], ['MSFT']]);
    await broker.release();
    await Promise.all(answers);
    expect(broker.calls).toEqual([['AAPL'], ['MSFT'], ['NVDA', 'TSLA', 'AMD']]);
  });

  test('an answer is given again for its lifetime, a failure never', async () => {
    const broker = new Broker();
    await broker.batcher.get(['AAPL']);
    broker.clock.advance(LIFETIME_MS - 1);
    await broker.batcher.get(['AAPL']);
    expect(broker.calls).toHaveLength(1);
    broker.clock.advance(1);
    broker.failure = new TigerError('network', 'quote_real_time', 'gone');
    await expect(broker.batcher.get(['AAPL'])).rejects.toMatchObject({ kind: 'network' });
    broker.failure = null;
    await broker.batcher.get(['AAPL']);
    expect(broker.calls).toHaveLength(3);
  });

  test('a wrong symbol asked for again and again costs the others nothing', async () => {
    const broker = new Broker();
    expect(await broker.batcher.get(['ZZ1', 'AAPL'])).toMatchObject([{ symbol: 'AAPL' }]);
    const before = broker.calls.length;
    broker.clock.advance(LIFETIME_MS);
    expect(await broker.batcher.get(['ZZ1', 'AAPL'])).toMatchObject([{ symbol: 'AAPL' }]);
    expect(broker.calls.slice(before)).toEqual([['AAPL']]);
  });
});

describe('a caller that leaves', () => {
  test('takes no answer from the others', async () => {
    const broker = new Broker();
    broker.isHolding = true;
    const controller = new AbortController();
    const leaving = broker.batcher.get(['AAPL'], controller.signal);
    const staying = broker.batcher.get(['AAPL']);
    await turn();
    controller.abort();
    await broker.release();
    expect(namesOf(await staying)).toEqual(['AAPL']);
    await leaving;
    expect(broker.calls).toEqual([['AAPL']]);
  });

  test('is asked for no more if nobody else waits', async () => {
    const broker = new Broker();
    broker.isHolding = true;
    const first = [broker.batcher.get(['AAPL']), turn().then(() => broker.batcher.get(['MSFT']))];
    await turn();
    await turn();
    const controller = new AbortController();
    const leaving = broker.batcher.get(['NVDA', 'TSLA'], controller.signal);
    const staying = broker.batcher.get(['TSLA']);
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ kind: 'cancelled' });
    await broker.release();
    await Promise.all([...first, staying]);
    expect(broker.calls).toEqual([['AAPL'], ['MSFT'], ['TSLA']]);
  });
});

test('the queue is bounded, and the refusal names the wait', async () => {
  const broker = new Broker();
  broker.isHolding = true;
  const waiting = Array.from({ length: SYMBOLS_WAITING_MAX }, (_, index) =>
    broker.batcher.get([`S${index}`]),
  );
  await expect(broker.batcher.get(['AAPL'])).rejects.toMatchObject({
    kind: 'busy',
    retryAfterMs: (SYMBOLS_WAITING_MAX / PER_CALL_MAX) * 1_000,
  });
  await broker.release();
  await Promise.all(waiting);
});

test('a call ends with the last caller who wanted its answer, and whoever asks then asks anew', async () => {
  const broker = new Broker();
  broker.isHolding = true;
  const [first, second] = [new AbortController(), new AbortController()];
  const wanted = [broker.batcher.get(['AAPL'], first.signal), broker.batcher.get(['MSFT'], second.signal)];
  for (const one of wanted) one.catch(() => {});
  await turn();
  first.abort();
  expect(broker.signals[0]?.aborted).toBe(false);
  second.abort();
  expect(broker.signals[0]?.aborted).toBe(true);
  const later = broker.batcher.get(['AAPL']);
  await broker.release();
  expect(namesOf(await later)).toEqual(['AAPL']);
  expect(broker.calls).toEqual([['AAPL', 'MSFT'], ['AAPL']]);
});
