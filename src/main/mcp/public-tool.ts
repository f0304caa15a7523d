import * as z from 'zod';
import type { ToolAnnotations, ToolDefinition } from './tool.ts';
import { type ToolIcon, toolsetIcon } from './toolset-icons.ts';

/** What a client sees of a tool: the same over every revision of the protocol. */
export interface PublicTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolAnnotations & { readonly title: string };
  readonly icons: readonly ToolIcon[];
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly [keyword: string]: unknown;
}

export function publicTool(tool: ToolDefinition): PublicTool {
  const { name, title, description, annotations, toolset } = tool;
  return {
    name,
    title,
    description,
    inputSchema: withoutTextBounds(objectSchema(tool.input, 'input')),
    outputSchema: objectSchema(tool.output, 'output'),
    annotations: { title, ...annotations },
    icons: [toolsetIcon(toolset)],
  };
}

/**
 * Without `$schema`: clients of older revisions know draft-07 alone and those of newer ones 2020-12; what stands in
 * these schemas means the same in both.
 */
function objectSchema(schema: z.ZodObject, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  return { ...rest, type: 'object' };
}

/**
 * How long a text may be and what it is made of is left out: a model counts no characters, clients that check would
 * refuse what the tool would have read ("aapl"), and the error of the tool says more than a pattern.
 */
function withoutTextBounds(schema: ObjectSchema): ObjectSchema {
  return trimmed(schema) as ObjectSchema;
}

const TEXT_BOUNDS = ['minLength', 'maxLength', 'pattern'];

function trimmed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(trimmed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const isText = 'type' in schema && schema.type === 'string';
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !isText || !TEXT_BOUNDS.includes(keyword))
      .map(([keyword, value]) => [keyword, trimmed(value)]),
  );
}
