import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Answer, EvalWorld, type Purchase } from './eval-world.ts';

/** What a user says, and what a sensible assistant then does by tool calls, with what the answers must be. */
export interface EvalRequest {
  readonly says: string;
  readonly carryOut: (world: EvalWorld) => Promise<void>;
}

export interface Scene {
  readonly owns: readonly Purchase[];
  /** Prices after the purchases. */
  readonly prices: Readonly<Record<string, string>>;
}

/** Two US shares, one of them in profit, one at a loss. */
export const TWO_SHARES: Scene = {
  owns: [
    { symbol: 'AAPL', quantity: 40, price: '200' },
    { symbol: 'MSFT', quantity: 20, price: '400' },
  ],
  prices: { AAPL: '210', MSFT: '380' },
};

const SCENE_TIMEOUT_MS = 60_000;

async function started({ owns, prices }: Scene): Promise<EvalWorld> {
  const world = await EvalWorld.start(owns);
  for (const [symbol, price] of Object.entries(prices)) await world.pin(symbol, price);
  return world;
}

/** Requests that change nothing share their scene. */
export function evaluateReads(title: string, scene: Scene, requests: readonly EvalRequest[]): void {
  describe(title, () => {
    let world: EvalWorld;
    beforeAll(async () => {
      world = await started(scene);
    }, SCENE_TIMEOUT_MS);
    afterAll(() => world.close());
    it.each(requests)('“$says”', ({ carryOut }) => carryOut(world));
  });
}

/** Each of these has a scene of its own. */
export function evaluateTrades(title: string, scene: Scene, requests: readonly EvalRequest[]): void {
  describe(title, () => {
    it.each(requests)(
      '“$says”',
      async ({ carryOut }) => {
        const world = await started(scene);
        try {
          await carryOut(world);
        } finally {
          await world.close();
        }
      },
      SCENE_TIMEOUT_MS,
    );
  });
}

export function rows(answer: Answer, name: string): Answer[] {
  return answer[name] as Answer[];
}

/** The rows of an answer in columns, by their columns' names. */
export function columns(answer: Answer): Record<string, string>[] {
  const names = answer['columns'] as string[];
  return (answer['rows'] as string[][]).map((row) =>
    Object.fromEntries(row.map((value, index) => [names[index] ?? '', value])),
  );
}

const PLACES = 6;

/** Exact arithmetic of its own: millionths as whole numbers. */
export function millionths(text: unknown): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(String(text));
  if (match === null) throw new Error(`no figure with at most ${PLACES} decimals: ${String(text)}`);
  const [, sign, whole = '', fraction = ''] = match;
  return BigInt(`${sign}${whole}${fraction.padEnd(PLACES, '0')}`);
}

export function total(figures: readonly unknown[]): bigint {
  return figures.reduce<bigint>((sum, figure) => sum + millionths(figure), 0n);
}
