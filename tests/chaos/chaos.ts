// `npm run chaos -- --rounds N --seed S`: kills and corrupts at random, and compares who believes what.
import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos.ts';

const ROUNDS_MAX = 10_000;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
if (!Number.isInteger(rounds) || rounds < 1 || rounds > ROUNDS_MAX || !Number.isInteger(seed)) {
  process.stderr.write(`--rounds must be a whole number from 1 to ${ROUNDS_MAX}, --seed a whole number\n`);
  process.exit(2);
}
process.stdout.write(`${rounds} rounds, seed ${seed}\n`);
const startedMs = Date.now();
const result = await runChaos(rounds, seed, (done) => {
  if (done % 10 === 0) process.stdout.write(`  ${done} of ${rounds}\n`);
});
const { findings, strikes, outcomes, ordersAtBroker, legsAtBroker } = result;
const listed = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .toSorted()
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');
const count = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
process.stdout.write(
  `${[
    `${result.rounds} rounds in ${Math.round((Date.now() - startedMs) / 1000)} s, seed ${seed}`,
    `strikes: ${listed(strikes)}`,
    `outcomes: ${listed(outcomes)}; ${ordersAtBroker} orders and ${legsAtBroker} legs of brackets at the broker`,
    `lost ${count('lost')}, doubled ${count('doubled')}, sent without approval ${count('unapproved')}, other than approved ${count('altered')}, orphaned legs ${count('orphaned')}, misreported ${count('misreported')}, wrongly told ${count('mistold')}, audit broken ${count('audit')}`,
    ...findings.map(({ kind, text }) => `  ${kind}: ${text}`),
  ].join('\n')}\n`,
);
process.exit(findings.length === 0 ? 0 : 1);
