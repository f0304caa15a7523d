import { parseArgs } from 'node:util';
import { runSoak } from './run-soak.ts';

const MINUTES_MAX = 60;
const SEED_MAX = 0x7fffffff;
const SECONDS_PER_MINUTE = 60;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});

function readNumber(name: string, text: string, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value <= most)) throw new RangeError(`--${name} must be above 0 and up to ${most}`);
  return value;
}

const minutes = readNumber('minutes', values.minutes, MINUTES_MAX);
const seed = Math.floor(readNumber('seed', values.seed, SEED_MAX));
const result = await runSoak({ seconds: minutes * SECONDS_PER_MINUTE, seed });
const { differences } = result;
const lines = [
  `soak: ${minutes} minutes, seed ${seed}`,
  `${result.orders} orders, ${result.executions} fills, ${result.movements} movements of money, ${result.faults} faults`,
  result.counts,
  ...differences.map((difference) => `DIFFERENCE ${difference}`),
  differences.length === 0 ? 'no difference' : `${differences.length} differences`,
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(differences.length === 0 ? 0 : 1);
