import type { Socket } from 'node:net';
import type { McpListenerDeps } from '../mcp/mcp-listener.ts';
import { McpListener } from '../mcp/mcp-listener.ts';
import { MessageStream } from '../mcp/message-stream.ts';
import type { SocketPlace } from '../mcp/socket-path.ts';
import type { AppPaths } from '../platform/paths.ts';
import type { RefusalText } from './refusal-text.ts';

export interface RefusingDoorsDeps extends Pick<McpListenerDeps, 'appVersion' | 'logger'> {
  readonly place: SocketPlace;
  readonly paths: Pick<AppPaths, 'endpointFile' | 'controlFile'>;
  readonly text: RefusalText;
  /** A program came. */
  readonly onKnock: () => void;
}

/** JSON-RPC leaves -32000 to -32099 to servers. */
const CANNOT_SERVE = -32000;

/**
 * The app's two local sockets while there is no database to work with. Whoever comes is told why and what the user
 * does next, in the protocol that it speaks; nothing is read for it, and nothing is recorded.
 */
export class RefusingDoors {
  readonly #deps: RefusingDoorsDeps;
  readonly #clients: McpListener;
  readonly #commandLine: McpListener;

  constructor(deps: RefusingDoorsDeps) {
    const { place, paths, text, appVersion, logger, onKnock } = deps;
    this.#deps = deps;
    const shared = { appVersion, logger, refused: onKnock };
    this.#clients = new McpListener({
      ...shared,
      place,
      endpointFile: paths.endpointFile,
      // Everybody gets the same answer, so nobody has to prove anything.
      authenticate: ({ clientId }) => ({ clientId }),
      serve: (socket) => void this.#refuse(socket),
    });
    this.#commandLine = new McpListener({
      ...shared,
      place: { ...place, socketName: 'control' },
      endpointFile: paths.controlFile,
      authenticate: ({ clientId }) => ({ clientId }),
      serve: (socket) => socket.destroy(),
      closed: { ok: false, code: 'recovery', message: `${text.message} ${text.nextStep}` },
    });
  }

  /** One that cannot be opened is logged: the window matters more. */
  async listen(): Promise<void> {
    for (const door of [this.#clients, this.#commandLine])
      await door
        .listen()
        .catch((error: unknown) => this.#deps.logger.error({ err: error }, 'nobody can be told why'));
  }

  async close(): Promise<void> {
    await Promise.all([this.#clients.close(), this.#commandLine.close()]);
  }

  async #refuse(socket: Socket): Promise<void> {
    const { text, onKnock } = this.#deps;
    onKnock();
    const stream = new MessageStream(socket);
    if ((await stream.first()) === null) return;
    stream.start(({ id, method }) => {
      if (method === undefined || id === undefined) return;
      const { message, nextStep } = text;
      const error = {
        code: CANNOT_SERVE,
        message: `${message} ${nextStep}`,
        data: { code: 'unavailable', retryable: false, next_step: nextStep },
      };
      void stream.send({ jsonrpc: '2.0', id, error });
    });
  }
}
