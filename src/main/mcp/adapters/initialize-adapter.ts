import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  JSONRPCMessageSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  type Tool,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { requestIdOf } from '../json-rpc.ts';
import type { MessageStream } from '../message-stream.ts';
import type { McpSession } from '../session.ts';
import { LogFilter, type LogMessage } from '../session-log.ts';
import type { HttpExchange } from './http-exchange.ts';
import { CAPABILITIES, ignoreGone, sessionResults, tell } from './results.ts';

/**
 * Revisions up to 2025-11-25, which begin with `initialize`. The library line behind it is near its end: without this
 * file and its line in choose-adapter.ts, discover-adapter.ts serves these clients too.
 */
export async function serveInitialize(session: McpSession, stream: MessageStream): Promise<void> {
  const server = createServer(session);
  stream.onClose(session.onChange((change) => void tell(server, change).catch(ignoreGone)));
  await server.connect(transportOver(stream));
}

/** The same over Streamable HTTP: one exchange for each session, which the client names in a header. */
export async function initializeOverHttp(
  session: McpSession,
  options: { readonly sessionId: string; readonly ended: () => void },
): Promise<HttpExchange> {
  const server = createServer(session);
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => options.sessionId,
    onsessionclosed: options.ended,
  });
  const stop = session.onChange((change) => void tell(server, change).catch(ignoreGone));
  // The library's own classes differ from its interface in what may be undefined.
  await server.connect(transport as Transport);
  return {
    handle: (request, message) => transport.handleRequest(request, { parsedBody: message ?? undefined }),
    async close() {
      stop();
      await server.close();
    },
  };
}

function createServer(session: McpSession): Server {
  const { serverInfo, instructions } = session;
  const server = new Server(serverInfo, { instructions, capabilities: CAPABILITIES });
  serveTools(server, session);
  serveResources(server, session);
  servePrompts(server, session);
  return server;
}

function serveTools(server: Server, session: McpSession): void {
  const logs = new LogFilter();
  server.setRequestHandler(SetLevelRequestSchema, async ({ params }) => {
    logs.setLevel(params.level);
    return {};
  });
  const log = (message: LogMessage) => {
    if (logs.wants(message)) void server.sendLoggingMessage({ ...message }).catch(ignoreGone);
  };
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: (await session.tools()) as unknown as Tool[],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal, _meta, sendNotification }) => {
    const progressToken = _meta?.progressToken;
    const result = await session.call({
      name: params.name,
      args: params.arguments,
      signal,
      log,
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
}

function serveResources(server: Server, session: McpSession): void {
  const results = sessionResults(session);
  server.setRequestHandler(ListResourcesRequestSchema, results.resources);
  server.setRequestHandler(ListResourceTemplatesRequestSchema, results.resourceTemplates);
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, { signal }) =>
    results.readResource(params.uri, signal),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params }) => results.subscribe(params.uri));
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => results.unsubscribe(params.uri));
}

function servePrompts(server: Server, session: McpSession): void {
  const results = sessionResults(session);
  server.setRequestHandler(ListPromptsRequestSchema, results.prompts);
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) =>
    results.prompt(params.name, params.arguments),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }, { signal }) =>
    results.complete(params, signal),
  );
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
