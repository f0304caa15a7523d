import { parseJSONRPCMessage, Server, type Tool, type Transport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type JsonRpcMessage, requestIdOf } from '../json-rpc.ts';
import type { MessageStream } from '../message-stream.ts';
import type { McpSession } from '../session.ts';

/** Subscriptions for changes of the tool list; a client needs one. */
const SUBSCRIPTIONS_MAX = 8;

/** Revision 2026-07-28, which begins with `server/discover` or any enveloped request, and what falls back from it. */
export async function serveDiscover(session: McpSession, stream: MessageStream): Promise<void> {
  const transport = transportOver(stream);
  const handle = serveStdio(() => createServer(session, stream), {
    transport,
    maxSubscriptions: SUBSCRIPTIONS_MAX,
  });
  stream.onClose(() => void handle.close());
}

function createServer(session: McpSession, stream: MessageStream): Server {
  const server = new Server(session.serverInfo, {
    instructions: session.instructions,
    capabilities: { tools: { listChanged: true } },
  });
  server.setRequestHandler('tools/list', async () => ({
    tools: (await session.tools()) as unknown as Tool[],
  }));
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    const result = await session.call({
      name: params.name,
      args: params.arguments,
      signal: mcpReq.signal,
      reportProgress:
        progressToken === undefined
          ? null
          : (progress, total, message) =>
              void mcpReq
                .notify({
                  method: 'notifications/progress',
                  params: { progressToken, progress, total, message },
                })
                .catch(ignoreGone),
    });
    return { ...result };
  });
  stream.onClose(session.onToolsChanged(() => void server.sendToolListChanged().catch(ignoreGone)));
  return server;
}

function transportOver(stream: MessageStream): Transport {
  const transport: Transport = {
    start: async () => {
      stream.onClose(() => transport.onclose?.());
      stream.start((message) => {
        const parsed = parsedOrNull(message);
        if (parsed === null) stream.refuse(requestIdOf(message));
        else transport.onmessage?.(parsed);
      });
    },
    send: (message) => stream.send(message),
    close: async () => stream.close(),
  };
  return transport;
}

function parsedOrNull(message: JsonRpcMessage) {
  try {
    return parseJSONRPCMessage(message);
  } catch {
    return null;
  }
}

/** A client that left misses its notifications, which is nobody's failure. */
function ignoreGone(): void {}
