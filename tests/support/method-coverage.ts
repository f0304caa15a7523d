import { join } from 'node:path';
import { findMethod } from '../../src/gateway/method-table.ts';
import { workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { contractMethods } from './contract-methods.ts';
import { filesBelow, SourceGraph } from './source-graph.ts';

export interface CoverageRow {
  readonly method: string;
  readonly version: string;
  readonly section: string;
  /** The client's functions for it; some methods have a second one for another form of the answer. */
  readonly client: readonly string[];
  readonly isInGateway: boolean;
  /** Calls of the account process that ask Tiger for it. */
  readonly workerCalls: readonly string[];
  /** Tools that reach one of these calls. */
  readonly tools: readonly string[];
}

const ROOT = join(import.meta.dirname, '..', '..');
const METHODS_FOLDER = join(ROOT, 'src', 'tiger', 'methods');
/** What tools do over the trading desk, and to a token, is handed to them when they run, so the text of the source does not show it. */
export const DESK_TOOLS: Readonly<Record<string, readonly string[]>> = {
  'orders.preview': ['tiger_place_order', 'tiger_place_basket', 'tiger_preview_order', 'tiger_modify_order'],
  'orders.reserveNumber': ['tiger_place_order', 'tiger_place_basket'],
  'orders.place': ['tiger_place_order', 'tiger_place_basket'],
  'orders.modify': ['tiger_modify_order'],
  'orders.cancel': ['tiger_cancel_order'],
  'money.move': ['tiger_transfer_segment_funds', 'tiger_place_forex_order'],
  'token.renew': ['tiger_refresh_token'],
};

/** Method by method: what of the contract is in the client, the gateway, the account process and the tools. */
export async function methodCoverage(): Promise<readonly CoverageRow[]> {
  const functions = await clientFunctions();
  const callsByMethod = methodsOfCalls(functions);
  const toolsByCall = toolsOfCalls();
  return contractMethods().map(({ name, version, section }) => {
    const calls = [...callsByMethod].filter(([, methods]) => methods.has(name)).map(([call]) => call);
    const tools = calls.flatMap((call) => [...(toolsByCall.get(call) ?? []), ...(DESK_TOOLS[call] ?? [])]);
    return {
      method: name,
      version,
      section,
      client: [...functions].filter(([, method]) => method === name).map(([key]) => key.split('#')[1] ?? ''),
      isInGateway: findMethod(name) !== null,
      workerCalls: calls.toSorted(),
      tools: [...new Set(tools)].toSorted(),
    };
  });
}

/** Module path and export of every function of the client that asks for a method, read from the modules themselves. */
async function clientFunctions(): Promise<ReadonlyMap<string, string>> {
  const functions = new Map<string, string>();
  for (const file of filesBelow(METHODS_FOLDER)) {
    for (const [name, value] of Object.entries((await import(file)) as Record<string, unknown>)) {
      const isMethod = typeof value === 'object' && value !== null && 'effect' in value && 'name' in value;
      if (isMethod) functions.set(`${file}#${name}`, String(value.name));
    }
  }
  return functions;
}

/** Per worker call, the methods that its handler reaches. */
function methodsOfCalls(functions: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new SourceGraph([join(ROOT, 'src', 'worker'), METHODS_FOLDER]);
  const calls = new Map<string, ReadonlySet<string>>();
  for (const { file, text } of graph.find(/^ {4}'[a-z]+\.[a-zA-Z]+':/m)) {
    for (const entry of text.split(/^(?= {4}'[a-z]+\.[a-zA-Z]+':)/m)) {
      const call = /^ {4}'([a-z]+\.[a-zA-Z]+)':/.exec(entry)?.[1];
      if (call === undefined || !Object.hasOwn(workerCalls, call)) continue;
      const reached = graph.reachedFrom(file, withHandedOver(entry));
      const methods = reached.flatMap((item) => functions.get(`${item.file}#${item.name}`) ?? []);
      calls.set(call, new Set([...methods, ...sentBy(entry)]));
    }
  }
  return calls;
}

/** Objects that the handlers are given: a call of one stands for its class. */
function withHandedOver(entry: string): string {
  return entry
    .replaceAll(/\bquotes\.get\(/g, 'QuoteSource(')
    .replaceAll(/\bbars\.get\(/g, 'BarSource(')
    .replaceAll(/\bcontracts\.get\(/g, 'ContractSource(')
    .replaceAll(/\btokens\.renew\(/g, 'TokenKeeper(')
    .replaceAll(/\bsender\b/g, '');
}

/** The sender is one class for four calls, so the call names the methods. */
const SENT_BY: Readonly<Record<string, readonly string[]>> = {
  place: ['place_order'],
  modify: ['modify_order'],
  cancel: ['cancel_order'],
  moveMoney: ['transfer_fund', 'place_forex_order'],
};

function sentBy(entry: string): readonly string[] {
  const [, verb = ''] = /\bsender\.([a-zA-Z]+)\(/.exec(entry) ?? [];
  return SENT_BY[verb] ?? [];
}

/** Per worker call, the tools whose source names it. */
function toolsOfCalls(): ReadonlyMap<string, readonly string[]> {
  const graph = new SourceGraph([join(ROOT, 'src', 'main', 'mcp')]);
  const calls = new Map<string, string[]>();
  for (const tool of graph.find(/\bname: 'tiger_[a-z_]+'/)) {
    const name = /\bname: '(tiger_[a-z_]+)'/.exec(tool.text)?.[1] ?? '';
    const texts = [tool, ...graph.reachedFrom(tool.file, tool.text)].map(({ text }) => text).join('\n');
    for (const call of Object.keys(workerCalls)) {
      if (texts.includes(`'${call}'`)) calls.set(call, [...(calls.get(call) ?? []), name]);
    }
  }
  return calls;
}

const INTRODUCTION = `# Coverage of the Tiger OpenAPI

Generated: the methods are the rows of the wire contract (\`tests/vectors/tiger/contract_methods.md\`), the rest is read from the source; \`UPDATE_TOOL_FILES=1 npx vitest run --project unit tests/unit/main/mcp/tool-files.test.ts\` writes it. \`tests/integration/contract-round-trip.test.ts\` sends every one of them from the client to the simulated gateway over HTTP, signed both ways.

Client: the function in \`src/tiger/methods\`. Gateway: a handler in \`src/gateway/methods\`. Account process: the calls in \`src/shared/ipc/worker-calls\` whose handler reaches the method. An empty cell means that nothing in the app uses the method yet. Account process and tools are found by following names through the source, so a tool stands beside every method that one of its calls may ask, also where it asks only in some cases.`;

/** docs/coverage.md. */
export async function coverageDocs(): Promise<string> {
  const rows = await methodCoverage();
  const sections = [...new Set(rows.map(({ section }) => section))].map((section) => {
    const own = rows.filter((row) => row.section === section).map(rowText);
    return [
      `## ${section}`,
      [
        '| Method | Version | Client | Gateway | Account process | MCP tools |',
        '|---|---|---|---|---|---|',
        ...own,
      ].join('\n'),
    ].join('\n\n');
  });
  return `${[INTRODUCTION, countsText(rows), ...sections].join('\n\n')}\n`;
}

function countsText(rows: readonly CoverageRow[]): string {
  const count = (is: (row: CoverageRow) => boolean) => rows.filter(is).length;
  return [
    `${rows.length} methods: ${count((row) => row.client.length > 0)} in the client,`,
    `${count((row) => row.isInGateway)} in the gateway,`,
    `${count((row) => row.workerCalls.length > 0)} used by the account process,`,
    `${count((row) => row.tools.length > 0)} behind an MCP tool.`,
  ].join(' ');
}

function rowText(row: CoverageRow): string {
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' ');
  const cells = [
    code([row.method]),
    row.version,
    code(row.client),
    row.isInGateway ? 'yes' : '',
    code(row.workerCalls),
    code(row.tools),
  ];
  return `| ${cells.join(' | ')} |`;
}
