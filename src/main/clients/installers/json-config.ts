import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import {
  type ConfigPlan,
  ConfigTextError,
  HTTP_KEYS,
  isFields,
  jsonEntry,
  mustKeepTheRest,
  nameOfOurs,
  startsOurs,
  type WantedServer,
} from './config-plan.ts';
import { withProperty, withValue } from './json-insertion.ts';
import { commentsIn, withoutProperty } from './json-removal.ts';
import { HOME_VARIABLE } from './stdio-entry.ts';

type Path = readonly string[];

/**
 * Plans a change of JSON with comments and trailing commas. Only our entry is touched: the rest stays byte for byte.
 * @throws ConfigTextError if the text cannot be read or not be edited without touching something else
 */
export function planJson(text: string, wanted: WantedServer): ConfigPlan {
  const source = text.trim() === '' ? '{}\n' : text;
  const root = readRoot(source);
  const before: unknown = getNodeValue(root);
  const servers: unknown = (before as Record<string, unknown>)[wanted.serversKey] ?? {};
  if (!isFields(servers))
    throw new ConfigTextError(`"${wanted.serversKey}" in it is not an object. Correct it by hand.`);
  const name = nameOfOurs(servers, wanted);
  const entry = Object.hasOwn(servers, name) ? servers[name] : undefined;
  const isConnected = startsOurs(entry, wanted);
  const connected = isConnected ? text : withEntry(source, wanted, name, entry);
  const place = findNodeAtLocation(root, [wanted.serversKey, name])?.parent;
  const removed = place === undefined ? text : withoutProperty(source, place);
  for (const after of [connected, removed]) {
    if (after !== text) mustBeWhole(source, after, wanted, name, place);
  }
  if (!isConnected && !startsOurs(readServers(connected, wanted)[name], wanted)) {
    throw new ConfigTextError(`"${name}" stands in it twice. Delete one of the two by hand.`);
  }
  return {
    state: isConnected ? 'connected' : entry === undefined ? 'not_connected' : 'outdated',
    connected,
    removed,
  };
}

/** Comments outside our entry are the user's as much as values are. */
function mustBeWhole(
  source: string,
  after: string,
  wanted: WantedServer,
  name: string,
  ours: Node | undefined,
): void {
  mustKeepTheRest(getNodeValue(readRoot(source)), getNodeValue(readRoot(after)), wanted, name);
  const kept = commentsIn(after);
  const isKept = commentsIn(source, ours).every((comment) => kept.includes(comment));
  if (!isKept)
    throw new ConfigTextError(
      'Its comments would not survive the change. Change it by hand with the snippet.',
    );
}

function readServers(text: string, { serversKey }: WantedServer): Record<string, unknown> {
  return getNodeValue(readRoot(text))[serversKey] ?? {};
}

function readRoot(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (first !== undefined) {
    const line = text.slice(0, first.offset).split('\n').length;
    throw new ConfigTextError(
      `It is not valid JSON: ${printParseErrorCode(first.error)} in line ${line}. Correct that line, then look again.`,
    );
  }
  if (root?.type !== 'object') throw new ConfigTextError('It holds no JSON object. Correct it by hand.');
  return root;
}

function withEntry(source: string, wanted: WantedServer, name: string, old: unknown): string {
  const { entry, serversKey } = wanted;
  const place = [serversKey, name];
  if (!isFields(old)) return put(source, place, jsonEntry(wanted));
  const home = entry.env?.[HOME_VARIABLE];
  const changes: [Path, unknown][] = HTTP_KEYS.map((key) => [[key], undefined]);
  if ((old['type'] ?? 'stdio') !== 'stdio') changes.push([['type'], 'stdio']);
  changes.push([['command'], entry.command], [['args'], entry.args]);
  if (isFields(old['env'])) changes.push([['env', HOME_VARIABLE], home]);
  else if (home !== undefined) changes.push([['env'], entry.env]);
  return changes.reduce((text, [path, value]) => put(text, [...place, ...path], value), source);
}

function put(text: string, path: Path, value: unknown): string {
  const root = readRoot(text);
  const node = findNodeAtLocation(root, [...path]);
  if (value === undefined) return node?.parent === undefined ? text : withoutProperty(text, node.parent);
  if (node !== undefined) return withValue(text, node, value);
  const [key = '', ...above] = [...path].reverse();
  const object = findNodeAtLocation(root, above.reverse());
  if (object === undefined) return put(text, above, { [key]: value });
  return withProperty(text, object, key, value);
}
