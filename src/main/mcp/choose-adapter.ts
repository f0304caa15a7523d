import { serveDiscover } from './adapters/discover-adapter.ts';
import { serveInitialize } from './adapters/initialize-adapter.ts';
import type { JsonRpcMessage } from './json-rpc.ts';
import type { MessageStream } from './message-stream.ts';
import type { McpSession } from './session.ts';

type Serve = (session: McpSession, stream: MessageStream) => Promise<void>;

/** By the first message alone; a connection keeps its adapter. */
export function adapterFor(first: JsonRpcMessage): Serve {
  return first.method === 'initialize' && !hasEnvelope(first) ? serveInitialize : serveDiscover;
}

/** The newer revision marks each of its requests; it has no `initialize`, and says so itself. */
function hasEnvelope({ params }: JsonRpcMessage): boolean {
  const meta = params?.['_meta'];
  return typeof meta === 'object' && meta !== null && 'io.modelcontextprotocol/protocolVersion' in meta;
}
