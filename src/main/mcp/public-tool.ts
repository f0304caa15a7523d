import * as z from 'zod';
import type { ToolAnnotations, ToolDefinition } from './tool.ts';

/** A tool as the list of tools shows it: the same over every revision of the protocol. */
export interface ListedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolAnnotations;
}

/** All that is public of a tool: the full schema of its answers has a resource of its own (docs/decisions/0018). */
export interface PublicTool extends ListedTool {
  readonly listedOutputSchema: ObjectSchema;
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly [keyword: string]: unknown;
}

export function publicTool(tool: ToolDefinition): PublicTool {
  const { name, title, description, annotations } = tool;
  const outputSchema = objectSchema(tool.output, 'output');
  return {
    name,
    title,
    description,
    inputSchema: withoutTextBounds(objectSchema(tool.input, 'input')),
    listedOutputSchema: shortOutputSchema(outputSchema),
    outputSchema,
    annotations,
  };
}

export function listedTool({ listedOutputSchema, ...rest }: PublicTool): ListedTool {
  return { ...rest, outputSchema: listedOutputSchema };
}

/** What an answer says about itself: whose it is, how real and how old, what became of a wish, and whether more follows. */
const ABOUT_ITSELF = [
  'account_id',
  'mode',
  'currency',
  'as_of',
  'age_ms',
  'delayed',
  'simulated',
  'proposal_id',
  'status',
  'final',
  'next_step',
  'total',
  'truncated',
  'next_offset',
  'next_cursor',
  'next_page',
];

/**
 * The part of the schema without which no client should trust an answer. The whole of it would make the default list
 * three times as long; every answer is held to the whole before it leaves.
 */
function shortOutputSchema(full: ObjectSchema): ObjectSchema {
  const always = (full['required'] ?? []) as readonly string[];
  return { type: 'object', required: ABOUT_ITSELF.filter((name) => always.includes(name)) };
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
