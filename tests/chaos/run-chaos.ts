import { Random } from '../support/random.ts';
import { compareSeason, type Finding } from './compare.ts';
import { Season } from './season.ts';
import { STRIKES } from './strikes.ts';

/** Afterwards everything settles and is compared; longer seasons hold more, shorter ones find faults earlier. */
const ROUNDS_PER_SEASON = 25;

export interface ChaosResult {
  readonly rounds: number;
  readonly seed: number;
  readonly strikes: Readonly<Record<string, number>>;
  /** Kind and last state of every proposal, and what blocked it. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Without the legs of brackets. */
  readonly ordersAtBroker: number;
  readonly legsAtBroker: number;
  readonly findings: readonly Finding[];
}

/** @param onRound is called after each, for whoever watches */
export async function runChaos(
  rounds: number,
  seed: number,
  onRound: (done: number) => void,
): Promise<ChaosResult> {
  const random = new Random(seed);
  const strikes: Record<string, number> = Object.fromEntries(STRIKES.map((strike) => [strike, 0]));
  const findings: Finding[] = [];
  const outcomes: Record<string, number> = {};
  let [done, ordersAtBroker, legsAtBroker] = [0, 0, 0];
  while (done < rounds) {
    const season = new Season(random);
    try {
      await season.start();
      for (let left = Math.min(ROUNDS_PER_SEASON, rounds - done); left > 0; left -= 1) {
        const strike = await season.round();
        strikes[strike] = (strikes[strike] ?? 0) + 1;
        done += 1;
        onRound(done);
      }
      const records = await season.finish();
      findings.push(...compareSeason(records));
      for (const { label, orderState, proposalState, blockedBy } of records.app) {
        const outcome = [label, orderState ?? proposalState, ...blockedBy].join(' ');
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
      ordersAtBroker += records.broker.filter(({ parentId }) => parentId === null).length;
      legsAtBroker += records.broker.filter(({ parentId }) => parentId !== null).length;
    } finally {
      await season.close();
    }
  }
  return { rounds: done, seed, strikes, outcomes, ordersAtBroker, legsAtBroker, findings };
}
