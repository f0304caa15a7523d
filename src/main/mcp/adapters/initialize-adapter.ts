import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  JSONRPCMessageSchema,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { requestIdOf } from '../json-rpc.ts';
import type { MessageStream } from '../message-stream.ts';
import type { McpSession } from '../session.ts';

/**
 * Revisions up to 2025-11-25, which begin with `initialize`. The library line behind it is near its end: without this
 * file and its line in choose-adapter.ts, discover-adapter.ts serves these clients too.
 */
export async function serveInitialize(session: McpSession, stream: MessageStream): Promise<void> {
  const server = new Server(session.serverInfo, {
    instructions: session.instructions,
    capabilities: { tools: { listChanged: true } },
  });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: (await session.tools()) as unknown as Tool[],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const progressToken = _meta?.progressToken;
    const result = await session.call({
      name: params.name,
      args: params.arguments,
      signal,
      reportProgress:
        progressToken === undefined
          ? null
          : (progress, total, message) =>
              void sendNotification({
                method: 'notifications/progress',
                params: { progressToken, progress, total, message },
              }).catch(ignoreGone),
    });
    return { ...result };
  });
  const stopListening = session.onToolsChanged(() => void server.sendToolListChanged().catch(ignoreGone));
  stream.onClose(stopListening);
  await server.connect(transportOver(stream));
}

function transportOver(stream: MessageStream): Transport {
  const transport: Transport = {
    start: async () => {
      // The library does not notice a client that leaves unless it is told; calls would outlive their client.
      stream.onClose(() => transport.onclose?.());
      stream.start((message) => {
        const parsed = JSONRPCMessageSchema.safeParse(message);
        if (parsed.success) transport.onmessage?.(parsed.data);
        else stream.refuse(requestIdOf(message));
      });
    },
    send: (message) => stream.send(message),
    close: async () => stream.close(),
  };
  return transport;
}

/** A client that left misses its notifications, which is nobody's failure. */
function ignoreGone(): void {}
