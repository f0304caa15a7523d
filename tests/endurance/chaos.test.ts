import { expect, it } from 'vitest';
import { runChaos } from '../chaos/run-chaos.ts';

const ROUNDS = 50;
const SEED = 20_261_126;
/** Of orders, and what is asked for beside them. */
const FORMS = [
  'plain',
  'option',
  'spread',
  'bracket',
  'trail',
  'basket',
  'modify',
  'cancel',
  'transfer',
  'forex',
];
/** Each round starts a process or two anew, and a lost answer is looked for twice; a busy machine takes its time. */
const TIMEOUT_MS = 1_200_000;

it(
  `${ROUNDS} rounds of kills and broken connections lose nothing, double nothing, send nothing without approval`,
  async () => {
    const { findings, rounds, ordersAtBroker, outcomes, strikes } = await runChaos(ROUNDS, SEED, () => {});
    expect(findings).toEqual([]);
    expect(rounds).toBe(ROUNDS);
    // A run in which hardly an order is sent, or hardly anything befalls it, would prove nothing.
    expect(ordersAtBroker).toBeGreaterThan(ROUNDS / 4);
    const asked = Object.keys(outcomes).join();
    for (const form of FORMS) expect(asked).toContain(form);
    const { none = 0, ...befell } = strikes;
    expect(none).toBeLessThan(ROUNDS / 4);
    expect(Object.values(befell).filter((times) => times > 0).length).toBeGreaterThan(8);
  },
  TIMEOUT_MS,
);
