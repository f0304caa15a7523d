// `npm test`: everything, in order. The last lines name what failed, and the very last one sums what Vitest and Playwright counted.
import { mkdirSync, rmSync } from 'node:fs';
import { ensureRuntime, runWithApp } from './bootstrap/app.mjs';
import { ensureBuild } from './bootstrap/build.mjs';
import { inProject, projectDir } from './bootstrap/places.mjs';
import { say } from './bootstrap/progress.mjs';
import { runVisibly } from './bootstrap/run-command.mjs';
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

/** @param {readonly string[]} command */
const runTool = (command) =>
  runVisibly(toolNode(), command, {
    cwd: projectDir,
    env: { ...toolEnv(), TOOL_FUZZ_CASES: String(TOOL_FUZZ_CASES) },
  });

/** @param {string} project @param {string} file */
const vitest = (project, file) =>
  runTool([
    tool('vitest', 'vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);

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
  for (const project of ['unit', 'integration']) {
    title(project);
    const file = inProject('test-results', `${project}.json`);
    const code = await vitest(project, file);
    results.push({ name: project, code, counts: readVitestCounts(file), failed: readVitestFailures(file) });
  }
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
