import type { Socket } from 'node:net';
import { AppError, toErrorWire } from '../../shared/app-error.ts';
import type { Handlers, Reply } from '../../shared/ipc/contract.ts';
import {
  CONTROL_REQUEST_BYTES_MAX,
  type ControlCommands,
  controlCommands,
  controlRequestSchema,
} from '../../shared/ipc/control-commands.ts';
import { dispatch } from '../../shared/rpc/dispatch.ts';
import { LineReader } from '../mcp/line-reader.ts';
import { McpListener } from '../mcp/mcp-listener.ts';
import type { SocketPlace } from '../mcp/socket-path.ts';
import type { Logger } from '../platform/logger.ts';

export interface ControlDoorDeps {
  readonly place: SocketPlace;
  readonly endpointFile: string;
  readonly appVersion: string;
  readonly logger: Logger;
  readonly handlers: Handlers<ControlCommands, null>;
}

/** The command line's own door: a local socket beside the one for AI clients, one question for each connection. */
export class ControlDoor {
  readonly #deps: ControlDoorDeps;
  readonly #listener: McpListener;

  constructor(deps: ControlDoorDeps) {
    this.#deps = deps;
    this.#listener = new McpListener({
      ...deps,
      place: { ...deps.place, socketName: 'control' },
      serve: (socket) => this.#serve(socket),
      authenticate: () => ({ ok: false, code: 'client', message: 'No client comes in here.' }),
      refused: (code) => deps.logger.warn({ code }, 'the command line was refused at its hello'),
    });
  }

  /** @throws AppError conflict or unavailable, see McpListener */
  listen(): Promise<void> {
    return this.#listener.listen();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  #serve(socket: Socket): void {
    const lines = new LineReader(CONTROL_REQUEST_BYTES_MAX);
    socket.on('data', (chunk: Buffer) => {
      lines.push(chunk);
      const line = lines.next();
      if (line === null) return;
      socket.pause();
      const text = line.kind === 'line' ? line.text : null;
      this.#answer(text).then(
        (reply) => socket.end(`${JSON.stringify(reply)}\n`),
        () => socket.destroy(),
      );
    });
    socket.on('end', () => socket.end());
    socket.resume();
  }

  async #answer(text: string | null): Promise<Reply> {
    const request = requestOf(text);
    if (request === null) return { ok: false, error: toErrorWire(unreadable()) };
    return dispatch(controlCommands, this.#deps.handlers, request.command, request.input, null, {
      onInternalError: (name, error) =>
        this.#deps.logger.error({ err: error, command: name }, 'a command of the command line failed'),
    });
  }
}

function requestOf(text: string | null) {
  try {
    return controlRequestSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

function unreadable(): AppError {
  return new AppError('invalid_input', 'The request is no command.', {
    nextStep: 'Restart the app: its parts may be of different versions.',
  });
}
