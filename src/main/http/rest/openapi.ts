import * as z from 'zod';
import type { ToolDefinition } from '../../mcp/tool.ts';
import type { RestRoutes } from './rest-routes.ts';

interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** OpenAPI 3.1, whose schemas are JSON Schema 2020-12, from the very schemas that parse and check. */
export function openApiDocument(routes: RestRoutes, appVersion: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiger MCP Desktop: read-only door',
      version: appVersion,
      description:
        'For dashboards. Every path is read with GET; nothing here proposes, changes or approves anything. Amounts are decimal texts, times epoch milliseconds UTC, null is what is not known.',
    },
    servers: [{ url: 'http://127.0.0.1:8717', description: 'The port is a setting.' }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      Object.entries(routes).map(([path, tool]) => [path, { get: operation(path, tool) }]),
    ),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Issued in Tiger MCP Desktop > Connect > HTTP access.',
        },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

const problem = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), next_step: z.string() }),
});

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'A parameter is not right; the message names it.',
  401: 'No token, or none that is good.',
  403: 'The client, its role, the host or the origin may not.',
  404: 'There is no such account.',
  429: 'Too many calls or attempts.',
  502: 'The broker refused or cannot be reached.',
  503: 'The app is locked, or the account is not ready.',
};

function operation(path: string, { title, description, input, output }: ToolDefinition): object {
  const problems = Object.entries(PROBLEMS).map(([status, text]) => [
    status,
    { description: text, content: json({ $ref: '#/components/schemas/Problem' }) },
  ]);
  return {
    operationId: path.replace(/^\//, '').replaceAll('/', '_'),
    summary: title,
    description,
    parameters: parametersOf(schemaOf(input, 'input')),
    responses: {
      200: { description: title, content: json(schemaOf(output, 'output')) },
      ...Object.fromEntries(problems),
    },
  };
}

function parametersOf({ properties, required }: JsonSchema): object[] {
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => {
    const { description, ...rest } = schema;
    return {
      name,
      in: 'query',
      required: needed.has(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}
