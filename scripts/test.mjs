// `npm test`: everything, in order. The last lines name what failed, and the very last one sums what Vitest and Playwright counted.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureRuntime, runWithApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { inProject, projectDir } from './bootstrap/places.mjs';
import { say } from './bootstrap/progress.mjs';
import { runIntoFile, runVisibly } from './bootstrap/run-command.mjs';
import { runMain } from './bootstrap/setup-error.mjs';
import {
  readPlaywrightCounts,
  readPlaywrightFailures,
  readVitestCounts,
  readVitestFailures,
  sumUp,
} from './bootstrap/test-counts.mjs';
import { toolEnv, toolNode } from './bootstrap/tool-node.mjs';

/** @param {...string} parts */
const tool = (...parts) => inProject('node_modules', ...parts);
const RESULTS = inProject('test-results');
/** Made-up inputs for each MCP tool. */
const TOOL_FUZZ_CASES = 2000;

const CHECKS = [
  ...['shared', 'node', 'web', 'scripts'].map((part) => ({
    name: `types of ${part}`,
    command: [tool('typescript', 'bin', 'tsc'), '-p', `tsconfig.${part}.json`],
  })),
  { name: 'lint', command: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'] },
  { name: 'unused code (knip)', command: [tool('knip', 'bin', 'knip.js')] },
];

/** @param {string} name */
const title = (name) => say(`\n=== ${name} ===`);

const options = () => ({
  cwd: projectDir,
  env: { ...toolEnv(), TOOL_FUZZ_CASES: String(TOOL_FUZZ_CASES) },
});

/** @param {readonly string[]} command */
const runTool = (command) => runVisibly(toolNode(), command, options());

/** @param {string} project */
const reportOf = (project) => inProject('test-results', `${project}.json`);

/** @param {string} project */
const vitest = (project) => [
  tool('vitest', 'vitest.mjs'),
  'run',
  `--project=${project}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportOf(project)}`,
];

/** @param {string} project @param {number} code @returns {import('./bootstrap/test-counts.mjs').StepResult} */
const vitestResult = (project, code) => {
  const file = reportOf(project);
  return { name: project, code, counts: readVitestCounts(file), failed: readVitestFailures(file) };
};

/** The long runs mostly wait, so they are made beside the integration tests; what they say comes afterwards. */
async function integrationAndEndurance() {
  title('integration');
  const output = inProject('test-results', 'endurance.txt');
  const codes = await Promise.all([
    runTool(vitest('integration')),
    runIntoFile(output, toolNode(), vitest('endurance'), options()),
  ]);
  title('endurance');
  process.stdout.write(readFileSync(output));
  return [vitestResult('integration', codes[0]), vitestResult('endurance', codes[1])];
}

await runMain(async () => {
  const runtime = await ensureRuntime();
  await ensureBuild();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS);
  /** @type {import('./bootstrap/test-counts.mjs').StepResult[]} */
  const results = [];
  for (const { name, command } of CHECKS) {
    title(name);
    results.push({ name, code: await runTool(command), counts: null });
  }
  title('unit');
  results.push(vitestResult('unit', await runTool(vitest('unit'))));
  results.push(...(await integrationAndEndurance()));
  title('e2e');
  const code = await runWithApp(runtime, [tool('@playwright', 'test', 'cli.js'), 'test'], toolEnv());
  const file = inProject('test-results', 'e2e.json');
  results.push({
    name: 'e2e',
    code,
    counts: readPlaywrightCounts(file),
    failed: readPlaywrightFailures(file),
  });
  const { lines, isGreen } = sumUp(results);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return isGreen ? 0 : 1;
});
