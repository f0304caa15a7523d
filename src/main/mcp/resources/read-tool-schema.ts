import { AppError } from '../../../shared/app-error.ts';
import type { JsonObject } from '../tool.ts';
import type { ResourceContext } from './resource.ts';

/** @throws AppError not_found, also for a tool that this client may not call */
export function readToolSchema(name: string, context: ResourceContext): JsonObject {
  const tool = context.tools().find((candidate) => candidate.name === name);
  if (tool === undefined) {
    throw new AppError('not_found', `There is no tool "${name}".`, {
      nextStep: 'Use a name from tools/list.',
    });
  }
  const { title, description, inputSchema, outputSchema } = tool;
  return {
    name,
    title,
    description,
    input_schema: inputSchema as JsonObject,
    output_schema: outputSchema as JsonObject,
  };
}
