import { type ObjectSchema, publicTool } from './public-tool.ts';
import type { ToolDefinition } from './tool.ts';

/** docs/tools.md, written from the catalogue so that it cannot be wrong. */
export function toolDocs(catalog: readonly ToolDefinition[]): string {
  const toolsets = [...new Set(catalog.map(({ toolset }) => toolset))];
  const sections = toolsets.map((toolset) =>
    [`## ${toolset}`, ...catalog.filter((tool) => tool.toolset === toolset).map(toolSection)].join('\n\n'),
  );
  return `${[INTRODUCTION, summary(catalog), ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `# MCP tools

Generated from the tool catalogue (\`src/main/mcp/tool-catalog.ts\`); \`UPDATE_TOOL_FILES=1 npx vitest run tests/unit/main/mcp/tool-files.test.ts\` writes it.

No tool decides anything: \`tiger_place_order\` proposes, a person approves or declines in the window. Figures are decimal texts, times are ISO UTC, \`null\` means that the broker gave none. Errors are tool errors whose text is JSON: \`code\`, \`message\`, \`retryable\`, \`next_step\`, and \`outcome_unknown\` where an effect may have happened.`;

function summary(catalog: readonly ToolDefinition[]): string {
  const rows = catalog.map(
    (tool) => `| \`${tool.name}\` | ${tool.title} | ${tool.access === 'read' ? 'read' : 'propose'} |`,
  );
  return ['| Tool | What it does | Needs access to |', '|---|---|---|', ...rows].join('\n');
}

function toolSection(tool: ToolDefinition): string {
  const { inputSchema, outputSchema } = publicTool(tool);
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations;
  const hints = [
    readOnlyHint ? 'read-only' : 'has effects',
    destructiveHint ? 'destructive' : 'not destructive',
    idempotentHint ? 'idempotent' : 'not idempotent',
    openWorldHint ? 'reaches the broker' : 'stays in the app',
  ];
  return [
    `### ${tool.name}`,
    tool.description,
    `Hints: ${hints.join(', ')}.`,
    fieldTable('Parameter', inputSchema),
    fieldTable('Answer', outputSchema),
  ].join('\n\n');
}

interface Field {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly properties?: Readonly<Record<string, Field>>;
  readonly description?: string;
}

function fieldTable(heading: 'Parameter' | 'Answer', schema: ObjectSchema): string {
  const { properties = {}, required = [] } = schema as Field & { required?: readonly string[] };
  const fields = Object.entries(properties);
  if (fields.length === 0) return `${heading}: none.`;
  const isInput = heading === 'Parameter';
  const rows = fields.map(([name, field]) => {
    const need = isInput && !required.includes(name) ? ' (optional)' : '';
    return `| \`${name}\`${need} | ${typeText(field)} | ${cell(field.description ?? '')} |`;
  });
  return [`| ${heading} | Type | Meaning |`, '|---|---|---|', ...rows].join('\n');
}

const WORDS_SHOWN_MAX = 20;

function typeText(field: Field): string {
  if (field.enum !== undefined) {
    const words = field.enum.filter((word) => word !== null).map((word) => `\`${String(word)}\``);
    return words.length > WORDS_SHOWN_MAX ? 'text' : words.join(' ');
  }
  if (field.anyOf !== undefined) return [...new Set(field.anyOf.map(typeText))].join(' or ');
  if (field.items !== undefined) return `list of ${typeText(field.items)}`;
  if (field.properties !== undefined) return `{ ${Object.keys(field.properties).join(', ')} }`;
  const types = typeof field.type === 'string' ? [field.type] : (field.type ?? ['any']);
  return types.map((type) => (type === 'string' ? 'text' : type)).join(' or ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
