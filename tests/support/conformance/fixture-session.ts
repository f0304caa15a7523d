import type { ToolResult } from '../../../src/main/mcp/call-tool.ts';
import { promptIcon } from '../../../src/main/mcp/prompts/prompt-icons.ts';
import { protocolFailure } from '../../../src/main/mcp/protocol-failure.ts';
import type { ListedTool } from '../../../src/main/mcp/public-tool.ts';
import { matchUri } from '../../../src/main/mcp/resources/resource-uri.ts';
import { SERVER_ICON } from '../../../src/main/mcp/server-icon.ts';
import type { McpSession, SessionChange } from '../../../src/main/mcp/session.ts';
import { READ_ANNOTATIONS } from '../../../src/main/mcp/tool.ts';
import { AppError } from '../../../src/shared/app-error.ts';

type SessionCall = Parameters<McpSession['call']>[0];
type Tool = (call: SessionCall) => ToolResult | Promise<ToolResult>;
/** Shared by all sessions of a fixture, since a change is told to every connection. */
export type ChangeListener = (change: SessionChange) => void;

/**
 * The tools, resources and prompts that the conformance scenarios ask for by name, behind the product's own adapters.
 * Only what the product's own answers can be: text, progress, log messages.
 */
export function fixtureSession(listeners: Set<ChangeListener>): McpSession {
  const watched = new Set<string>();
  const tools = { ...TOOLS, ...changers(listeners) };
  return {
    serverInfo: { name: 'fixture', title: 'Fixture', version: '1.0.0', icons: [SERVER_ICON] },
    instructions: 'For the conformance suite.',
    tools: async () => Object.keys(tools).map(fixtureTool),
    call: async (call) => (await tools[call.name]?.(call)) ?? text('no such tool', true),
    resources: async () => [STATIC, WATCHED],
    resourceTemplates: async () => [{ ...described('template'), uriTemplate: TEMPLATE }],
    readResource: async (uri) => ({ uri, mimeType: 'text/plain', text: contents(uri) }),
    watchResource: async (uri) => void watched.add(uri),
    unwatchResource: (uri) => void watched.delete(uri),
    prompts: async () => [SIMPLE_PROMPT, PROMPT_WITH_ARGUMENTS],
    prompt: async (name, args) => ({ description: name, text: promptText(name, args) }),
    complete: async ({ value }) => ({ values: [`${value}1`, `${value}2`], total: 2, hasMore: false }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => watched.clear(),
  };
}

const TOOLS: Readonly<Record<string, Tool>> = {
  test_simple_text: () => text('This is a simple text response for testing.'),
  test_error_handling: () => text('This tool intentionally returns an error for testing', true),
  test_tool_with_progress: ({ reportProgress }) => {
    for (const progress of [0, 50, 100]) reportProgress?.(progress, 100, `${progress} of 100`);
    return text('done');
  },
  test_tool_with_logging: ({ log }) => {
    for (const step of ['started', 'processing', 'completed'])
      log({ level: 'info', logger: 'fixture', data: { text: step } });
    return text('logged');
  },
};

function changers(listeners: ReadonlySet<ChangeListener>): Record<string, Tool> {
  const changer = (kind: 'tools' | 'prompts') => () => {
    for (const listener of listeners) listener({ kind });
    return text('changed');
  };
  return { test_trigger_tool_change: changer('tools'), test_trigger_prompt_change: changer('prompts') };
}

const TEMPLATE = 'test://template/{symbol}/data';

function described(name: string) {
  return { name, title: name, description: `For the scenario of ${name}.`, mimeType: 'text/plain' };
}

const STATIC = { uri: 'test://static-text', ...described('static-text') };
const WATCHED = { uri: 'test://watched-resource', ...described('watched-resource') };
const SIMPLE_PROMPT = {
  name: 'test_simple_prompt',
  title: 'Simple',
  description: 'Without arguments.',
  arguments: [],
  icons: [promptIcon('risk')],
};
const PROMPT_WITH_ARGUMENTS = {
  name: 'test_prompt_with_arguments',
  title: 'With arguments',
  description: 'With two arguments.',
  arguments: ['arg1', 'arg2'].map((name) => ({ name, description: `Argument ${name}.`, required: true })),
  icons: [promptIcon('risk')],
};

function contents(uri: string): string {
  if (uri === STATIC.uri) return 'This is the content of the static text resource.';
  if (uri === WATCHED.uri) return 'watched';
  const variables = matchUri(TEMPLATE, uri);
  if (variables !== null) return JSON.stringify({ id: variables.symbol, templateTest: true });
  throw protocolFailure(new AppError('not_found', 'There is none.', { nextStep: 'Read another.' }), uri);
}

function promptText(name: string, args: Readonly<Record<string, unknown>>): string {
  if (name === SIMPLE_PROMPT.name) return 'This is a simple prompt for testing.';
  return `Prompt with arguments: arg1='${String(args['arg1'])}', arg2='${String(args['arg2'])}'`;
}

function fixtureTool(name: string): ListedTool {
  return {
    name,
    title: name,
    description: 'For the conformance suite.',
    inputSchema: { type: 'object' },
    annotations: READ_ANNOTATIONS,
  } as unknown as ListedTool;
}

function text(content: string, isError = false): ToolResult {
  return { content: [{ type: 'text', text: content }], ...(isError ? { isError: true as const } : {}) };
}
