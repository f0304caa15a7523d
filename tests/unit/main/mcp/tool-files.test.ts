import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SERVER_INSTRUCTIONS } from '../../../../src/main/mcp/instructions.ts';
import { listedTool, publicTool } from '../../../../src/main/mcp/public-tool.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { toolDocs } from '../../../../src/main/mcp/tool-docs.ts';
import { coverageDocs } from '../../../support/method-coverage.ts';

// What an assistant sees of a tool changes only in a reviewed diff. UPDATE_TOOL_FILES=1 writes the files anew.
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const SNAPSHOTS = join(ROOT, 'tests', 'tool-snapshots');
const DOCS = join(ROOT, 'docs', 'tools.md');
const COVERAGE = join(ROOT, 'docs', 'coverage.md');
const isUpdating = process.env['UPDATE_TOOL_FILES'] === '1';

function expectFile(path: string, text: string): void {
  if (isUpdating) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${path} is missing: UPDATE_TOOL_FILES=1 writes it`).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(text);
}

describe('the files that are written from the tools', () => {
  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))('%s has its snapshot', (name, tool) => {
    expectFile(join(SNAPSHOTS, `${name}.json`), `${JSON.stringify(publicTool(tool), null, 2)}\n`);
  });

  it('no snapshot is of a tool that is gone', () => {
    const names = toolCatalog.map(({ name }) => `${name}.json`);
    expect(readdirSync(SNAPSHOTS).sort()).toEqual(names.sort());
  });

  it('docs/tools.md is current', () => {
    expectFile(DOCS, toolDocs(toolCatalog));
  });

  it('docs/coverage.md is current', async () => {
    expectFile(COVERAGE, await coverageDocs());
  });
});

describe('every tool', () => {
  it('has a name of its own', () => {
    expect(new Set(toolCatalog.map(({ name }) => name)).size).toBe(toolCatalog.length);
  });

  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))('%s says what it is', (name, tool) => {
    expect(name).toMatch(/^tiger_[a-z_]{3,34}$/);
    expect(tool.title).not.toBe('');
    expect(tool.description.length).toBeGreaterThan(40);
    // Clients cut beyond 4096; a kilobyte for each leaves the model room to think.
    expect(tool.description.length).toBeLessThan(1024);
    expect(Object.values(tool.annotations).every((hint) => typeof hint === 'boolean')).toBe(true);
    expect(Object.keys(tool.annotations)).toHaveLength(4);
    // A tool that is read-only by its hint is handed reads alone, and the other way round.
    expect(tool.annotations.readOnlyHint).toBe(tool.access === 'read');
  });

  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s refuses unknown arguments',
    (_name, tool) => {
      const { inputSchema, outputSchema } = publicTool(tool);
      expect(inputSchema['additionalProperties']).toBe(false);
      expect(outputSchema['additionalProperties']).toBe(false);
    },
  );

  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s is listed with a schema that is true of all its answers',
    (_name, tool) => {
      const face = publicTool(tool);
      const { type, required, ...others } = listedTool(face).outputSchema;
      expect(type).toBe('object');
      // It says that fields are there, and nothing else: whatever the full schema allows fits it.
      expect(others).toEqual({});
      expect(face.outputSchema['required']).toEqual(expect.arrayContaining(required as string[]));
    },
  );

  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s publishes no bounds of a text, which clients would enforce before the tool could read it',
    (_name, tool) => {
      const { inputSchema } = publicTool(tool);
      expect(JSON.stringify(inputSchema)).not.toMatch(/"(minLength|maxLength|pattern)":/);
    },
  );

  // A change or a cancel is about the one account whose order it is; a new order has none before it is named.
  it('that makes an order at the broker demands its account', () => {
    for (const name of ['tiger_place_order', 'tiger_place_basket', 'tiger_preview_order']) {
      const tool = toolCatalog.find((candidate) => candidate.name === name)!;
      expect(publicTool(tool).inputSchema['required']).toContain('account_id');
    }
  });
});

it('the instructions are below 2 kB', () => {
  expect(Buffer.byteLength(SERVER_INSTRUCTIONS)).toBeLessThan(2048);
});
