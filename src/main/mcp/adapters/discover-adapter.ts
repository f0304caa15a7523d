import { parseJSONRPCMessage, Server, type Tool, type Transport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type JsonRpcMessage, requestIdOf } from '../json-rpc.ts';
import type { MessageStream } from '../message-stream.ts';
import type { McpSession, SessionChange } from '../session.ts';
import { LogFilter } from '../session-log.ts';
import { Listening } from './listening.ts';
import {
  CAPABILITIES,
  completionQuestion,
  completionResult,
  ignoreGone,
  promptResult,
  resourceResult,
} from './results.ts';

/** Streams of notifications that a client keeps open; it needs one, and one more for each view that comes and goes. */
const LISTENERS_MAX = 8;

/** Revision 2026-07-28, which begins with `server/discover` or any enveloped request, and what falls back from it. */
export async function serveDiscover(session: McpSession, stream: MessageStream): Promise<void> {
  const transport = transportOver(stream, new Listening(session));
  const handle = serveStdio(() => createServer(session, stream), {
    transport,
    maxSubscriptions: LISTENERS_MAX,
  });
  stream.onClose(() => void handle.close());
}

function createServer(session: McpSession, stream: MessageStream): Server {
  const { serverInfo, instructions } = session;
  const server = new Server(serverInfo, { instructions, capabilities: CAPABILITIES });
  serveTools(server, session);
  serveResources(server, session);
  servePrompts(server, session);
  stream.onClose(session.onChange((change) => void tell(server, change).catch(ignoreGone)));
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
  server.setRequestHandler('resources/list', async () => ({
    resources: [...(await session.resources())],
  }));
  server.setRequestHandler('resources/templates/list', async () => ({
    resourceTemplates: [...(await session.resourceTemplates())],
  }));
  server.setRequestHandler('resources/read', async ({ params }, { mcpReq }) =>
    resourceResult(await session.readResource(params.uri, mcpReq.signal)),
  );
  // Only clients that fell back to an older revision; the newer one listens instead.
  server.setRequestHandler('resources/subscribe', async ({ params }) => {
    await session.watchResource(params.uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', async ({ params }) => {
    session.unwatchResource(params.uri);
    return {};
  });
}

function servePrompts(server: Server, session: McpSession): void {
  server.setRequestHandler('prompts/list', async () => ({ prompts: [...(await session.prompts())] }));
  server.setRequestHandler('prompts/get', async ({ params }) =>
    promptResult(await session.prompt(params.name, params.arguments ?? {})),
  );
  server.setRequestHandler('completion/complete', async ({ params }, { mcpReq }) =>
    completionResult(await session.complete(completionQuestion(params, mcpReq.signal))),
  );
}

function tell(server: Server, change: SessionChange): Promise<void> {
  switch (change.kind) {
    case 'tools':
      return server.sendToolListChanged();
    case 'resources':
      return server.sendResourceListChanged();
    case 'prompts':
      return server.sendPromptListChanged();
    case 'resource':
      return server.sendResourceUpdated({ uri: change.uri });
  }
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
