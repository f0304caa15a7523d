import {
  createMcpHandler,
  isLegacyRequest,
  type McpHttpHandler,
  parseJSONRPCMessage,
  Server,
  type Tool,
  type Transport,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type JsonRpcMessage, requestIdOf } from '../json-rpc.ts';
import type { MessageStream } from '../message-stream.ts';
import type { McpSession, SessionChange } from '../session.ts';
import { LogFilter } from '../session-log.ts';
import type { HttpExchange } from './http-exchange.ts';
import { Listening } from './listening.ts';
import { CAPABILITIES, ignoreGone, sessionResults, tell } from './results.ts';

/** Streams of notifications that a client keeps open; it needs one, and one more for each view that comes and goes. */
const LISTENERS_MAX = 8;

/** Revision 2026-07-28, which begins with `server/discover` or any enveloped request, and what falls back from it. */
export async function serveDiscover(session: McpSession, stream: MessageStream): Promise<void> {
  const transport = transportOver(stream, new Listening(session));
  const told = () => {
    const server = createServer(session);
    stream.onClose(session.onChange((change) => void tell(server, change).catch(ignoreGone)));
    return server;
  };
  const handle = serveStdio(told, { transport, maxSubscriptions: LISTENERS_MAX });
  stream.onClose(() => void handle.close());
}

/**
 * The same over HTTP, where every request stands alone: one exchange for all requests of a client. It makes a protocol
 * server for each request, which costs little, because the tools are not registered with it one by one.
 */
export function discoverOverHttp(session: McpSession): HttpExchange {
  const handler = createMcpHandler(() => createServer(session), {
    legacy: 'reject',
    maxSubscriptions: LISTENERS_MAX,
  });
  const stop = session.onChange((change) => publish(handler, change));
  return {
    async handle(request, message) {
      // Each has its own, because request ids are one client's, and several may share a token.
      const listening = new Listening(session);
      const received = message === null ? null : await listening.received(message);
      request.signal.addEventListener('abort', () => listening.close());
      return handler.fetch(request, received === null ? {} : { parsedBody: received });
    },
    async close() {
      stop();
      await handler.close();
    },
  };
}

/** True for requests of revisions up to 2025-11-25, which have sessions. */
export function isOfOlderRevision(request: Request, message: JsonRpcMessage): Promise<boolean> {
  return isLegacyRequest(request, message);
}

function publish({ notify }: McpHttpHandler, change: SessionChange): void {
  if (change.kind === 'tools') notify.toolsChanged();
  else if (change.kind === 'resources') notify.resourcesChanged();
  else if (change.kind === 'resource') notify.resourceUpdated(change.uri);
  else notify.promptsChanged();
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
  server.setRequestHandler('logging/setLevel', async ({ params }) => {
    logs.setLevel(params.level);
    return {};
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
      log: (message) => {
        // In the newer revision each request names its own level, which the library minds.
        const isWanted = mcpReq.envelope !== undefined || logs.wants(message);
        if (isWanted) void mcpReq.log(message.level, message.data, message.logger).catch(ignoreGone);
      },
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
}

function serveResources(server: Server, session: McpSession): void {
  const results = sessionResults(session);
  server.setRequestHandler('resources/list', results.resources);
  server.setRequestHandler('resources/templates/list', results.resourceTemplates);
  server.setRequestHandler('resources/read', ({ params }, { mcpReq }) =>
    results.readResource(params.uri, mcpReq.signal),
  );
  // Only clients that fell back to an older revision; the newer one listens instead.
  server.setRequestHandler('resources/subscribe', ({ params }) => results.subscribe(params.uri));
  server.setRequestHandler('resources/unsubscribe', ({ params }) => results.unsubscribe(params.uri));
}

function servePrompts(server: Server, session: McpSession): void {
  const results = sessionResults(session);
  server.setRequestHandler('prompts/list', results.prompts);
  server.setRequestHandler('prompts/get', ({ params }) => results.prompt(params.name, params.arguments));
  server.setRequestHandler('completion/complete', ({ params }, { mcpReq }) =>
    results.complete(params, mcpReq.signal),
  );
}

function transportOver(stream: MessageStream, listening: Listening): Transport {
  const deliver = async (message: JsonRpcMessage) => {
    const parsed = parsedOrNull(await listening.received(message));
    if (parsed === null) stream.refuse(requestIdOf(message));
    else transport.onmessage?.(parsed);
  };
  // One after the other: what a client sends after a request must not overtake it.
  let delivered = Promise.resolve();
  const transport: Transport = {
    start: async () => {
      stream.onClose(() => transport.onclose?.());
      stream.start((message) => {
        delivered = delivered.then(() => deliver(message)).catch(() => stream.close());
      });
    },
    send: (message) => {
      listening.sent(message);
      return stream.send(message);
    },
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
