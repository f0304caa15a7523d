import * as z from 'zod';
import type { ToolAnnotations, ToolDefinition } from './tool.ts';

/** What a client sees of a tool: the same over every revision of the protocol. */
export interface PublicTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  readonly annotations: ToolAnnotations & { readonly title: string };
}

export interface ObjectSchema {
  readonly type: 'object';
  readonly [keyword: string]: unknown;
}

export function publicTool(tool: ToolDefinition): PublicTool {
  const { name, title, description, annotations } = tool;
  return {
    name,
    title,
    description,
    inputSchema: objectSchema(tool.input, 'input'),
    outputSchema: objectSchema(tool.output, 'output'),
    annotations: { title, ...annotations },
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
