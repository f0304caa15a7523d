import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicTool } from '../../../../src/main/mcp/public-tool.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { errorCodeSchema } from '../../../../src/shared/app-error.ts';
import { argumentsFor } from '../../../support/tool-arguments.ts';
import { errorOf, ToolCallerFixture, textOf } from '../../../support/tool-caller-fixture.ts';
import { toolExamples } from '../../../support/tool-examples.ts';

/** `npm test` sets the 2,000 that the project promises for every tool; fewer while working. */
const RUNS = Number(process.env['TOOL_FUZZ_CASES'] ?? 600);
/** A whole tool takes seconds on a busy machine. */
const TOOL_TIMEOUT_MS = 120_000;

/** Of the proposal that each run begins with. */
const PROPOSAL_ID = `prp_${'a'.repeat(26)}`;
const asSent = (args: object): object => JSON.parse(JSON.stringify(args));

describe('whatever the arguments', () => {
  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s answers by its schema or with a clear error',
    async (name, tool) => {
      const good = asSent(toolExamples(PROPOSAL_ID)[name] ?? {});
      const outcomes = { answers: 0, errors: 0 };
      await fc.assert(
        fc.asyncProperty(argumentsFor(publicTool(tool).inputSchema, good), async (args) => {
          const tools = new ToolCallerFixture();
          tools.trading.add({});
          const result = await tools.call(name, args);
          // An unexpected failure would be logged as a defect.
          expect(tools.logged).toEqual([]);
          expect(textOf(result)).not.toMatch(/\bat .+\.ts:\d+|node_modules|ZodError/);
          expect(tools.audit.entries.map(({ kind }) => kind)).toEqual(['tool.called', 'tool.answered']);
          if (result.isError !== true) {
            outcomes.answers += 1;
            tool.output.parse(result.structuredContent);
            return;
          }
          outcomes.errors += 1;
          const error = errorOf(result);
          expect(errorCodeSchema.options).toContain(error.code);
          expect(error.code).not.toBe('internal');
          expect(error.message.length).toBeGreaterThan(5);
          expect(error.message.length).toBeLessThan(2000);
          expect(error.next_step.length).toBeGreaterThan(5);
        }),
        // One good and one bad call for certain: by chance alone a run without an answer would come one day.
        { numRuns: RUNS, examples: [[good], ['not an object']] },
      );
      // A generator that reaches only one side would prove nothing of the other.
      expect(outcomes.answers).toBeGreaterThan(0);
      expect(outcomes.errors).toBeGreaterThan(0);
    },
    TOOL_TIMEOUT_MS,
  );
});

it('an unknown tool is an error that names the next step', async () => {
  const tools = new ToolCallerFixture();
  for (const name of ['nope', '', 'constructor', '__proto__', 'tiger_approve_order', 'x'.repeat(1_000_000)]) {
    const error = await tools.error(name);
    expect(error.code).toBe('not_found');
    expect(error.next_step).toContain('tools/list');
    expect(JSON.stringify(error).length).toBeLessThan(400);
  }
});

it('a flood of small elements is refused before it is looked at', async () => {
  const tools = new ToolCallerFixture();
  const error = await tools.error('tiger_get_market_data', {
    symbols: Array.from({ length: 100_000 }, () => 'AAPL'),
  });
  expect(error).toMatchObject({ code: 'invalid_input' });
  expect(error.message).toContain('2000 elements');
});
