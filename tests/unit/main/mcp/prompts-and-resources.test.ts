import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeArgument } from '../../../../src/main/mcp/complete-argument.ts';
import { publicPrompt } from '../../../../src/main/mcp/prompts/prompt.ts';
import { promptCatalog } from '../../../../src/main/mcp/prompts/prompt-catalog.ts';
import { protocolFailure } from '../../../../src/main/mcp/protocol-failure.ts';
import { resourceCatalog } from '../../../../src/main/mcp/resources/resource-catalog.ts';
import { matchUri, quoteUri, variablesIn } from '../../../../src/main/mcp/resources/resource-uri.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const toolNames = toolCatalog.map(({ name }) => name as string);

describe('the prompts', () => {
  it.each(promptCatalog.map((prompt) => [prompt.name, prompt] as const))(
    '%s is complete',
    (_name, prompt) => {
      const shown = publicPrompt(prompt);
      expect(toolNames).toEqual(expect.arrayContaining([...prompt.tools]));
      expect(shown.description.length).toBeGreaterThan(20);
      expect(
        shown.arguments.every(({ name, description }) => description !== '' && description !== name),
      ).toBe(true);
    },
  );

  it.each(promptCatalog.map((prompt) => [prompt.name, prompt] as const))(
    '%s names every tool that it asks for, and none that does not exist',
    (_name, prompt) => {
      const args = { symbol: 'AAPL', side: 'BUY', quantity: '1', outlook: 'income', focus: 'x', reason: 'y' };
      const known = Object.keys(prompt.input.shape);
      const input = prompt.input.parse(
        Object.fromEntries(Object.entries(args).filter(([key]) => known.includes(key))),
      );
      const named = prompt.text(input).match(/tiger_\w+/g) ?? [];
      expect(toolNames).toEqual(expect.arrayContaining([...new Set(named)]));
      expect(named).toEqual(expect.arrayContaining([...prompt.tools]));
    },
  );
});

describe('the resources', () => {
  it('stand on tools that exist', () => {
    const needed = resourceCatalog.flatMap(({ tool }) => tool ?? []);
    expect(toolNames).toEqual(expect.arrayContaining(needed));
  });

  it('are told apart: a URI fits one of them at most', () => {
    const filled = resourceCatalog.map(({ uri }) => uri.replaceAll(/\{\w+\}/g, 'x'));
    for (const uri of filled) {
      expect(resourceCatalog.filter((resource) => matchUri(resource.uri, uri) !== null)).toHaveLength(1);
    }
  });

  it('give back a symbol as it was written into their URI', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (symbol) => {
        expect(matchUri('tiger://quotes/{symbol}', quoteUri(symbol))).toEqual({ symbol });
      }),
    );
  });

  it('match anything without failing', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (uri) => {
        for (const { uri: template } of resourceCatalog) {
          const variables = matchUri(template, `tiger://${uri}`) ?? {};
          expect(variablesIn(template)).toEqual(expect.arrayContaining(Object.keys(variables)));
        }
      }),
    );
  });
});

describe('completions', () => {
  const fixture = new ToolCallerFixture();
  const context = {
    accounts: fixture.access.accounts,
    proposals: fixture.access.proposals,
    tools: toolNames,
    others: { symbol: 'AAPL' },
    signal: new AbortController().signal,
  };

  it('are none where a source does not answer, and none for what has none', async () => {
    fixture.directory.failure = new AppError('rate_limited', 'Too many.', { nextStep: 'Wait.' });
    for (const name of ['symbol', 'expiry', 'toString']) {
      expect(await completeArgument(name, 'A', context)).toEqual({ values: [], total: 0, hasMore: false });
    }
    fixture.directory.failure = new Error('a defect is no missing source');
    await expect(completeArgument('symbol', 'A', context)).rejects.toThrow('a defect');
    fixture.directory.failure = null;
  });

  it('tell nothing that a tool would not tell this client', async () => {
    const without = { ...context, tools: ['tiger_get_quote'] };
    for (const [name, value] of [
      ['symbol', 'AAPL'],
      ['expiry', ''],
      ['proposal_id', ''],
    ] as const) {
      expect((await completeArgument(name, value, without)).values).toEqual([]);
    }
    expect((await completeArgument('tool', '', without)).values).toEqual(['tiger_get_quote']);
  });
});

describe('an error of the protocol', () => {
  it('says what to do, and nothing of a defect', () => {
    const missing = new AppError('not_found', 'There is none.', { nextStep: 'Look.' });
    expect(protocolFailure(missing, 'tiger://x')).toMatchObject({
      code: -32002,
      data: { uri: 'tiger://x', next_step: 'Look.' },
    });
    expect(protocolFailure(missing, null).code).toBe(-32602);
    const defect = protocolFailure(new Error('secret path'), 'tiger://x');
    expect(defect.code).toBe(-32603);
    expect(JSON.stringify([defect.message, defect.data])).not.toContain('secret');
  });
});
