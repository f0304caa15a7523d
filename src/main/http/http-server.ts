import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import {
  CONNECTIONS_MAX,
  HEADER_BYTES_MAX,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  REQUEST_TIMEOUT_MS,
} from './http-limits.ts';

export interface ServerPlace {
  readonly address: string;
  readonly port: number;
  /** null: in clear, which is for this computer alone. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

/** `ServerFailure.reason` says what the user can do. */
export class ServerFailure extends Error {
  readonly reason: 'port_taken' | 'address_unavailable' | 'tls_unreadable' | 'internal';
  constructor(reason: ServerFailure['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

export type AnswerRequest = (request: Request, address: string) => Promise<Response>;

/** A listening server. @throws ServerFailure */
export async function startServer(place: ServerPlace, answer: AnswerRequest): Promise<Server> {
  const server = await created(place, listener(answer));
  server.maxConnections = CONNECTIONS_MAX;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(failureOf(error)));
    server.listen({ port: place.port, host: place.address, exclusive: true }, resolve);
  });
  // A connection that fails is that peer's matter.
  server.on('error', () => {});
  return server;
}

/** Open streams end too. */
export async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

function listener(answer: AnswerRequest): RequestListener {
  const handle = getRequestListener(
    (request, { incoming }) => answer(request, incoming.socket.remoteAddress ?? 'unknown'),
    { overrideGlobalObjects: false, errorHandler: () => new Response(null, { status: 400 }) },
  );
  return (request, response) => void handle(request, response);
}

async function created({ tls }: ServerPlace, listen: RequestListener): Promise<Server> {
  const options = { maxHeaderSize: HEADER_BYTES_MAX };
  if (tls === null) return createServer(options, listen);
  try {
    const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
    return createTlsServer({ ...options, cert, key, minVersion: 'TLSv1.3' }, listen);
  } catch (error) {
    throw new ServerFailure('tls_unreadable', { cause: error });
  }
}

function failureOf(error: NodeJS.ErrnoException): ServerFailure {
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    return new ServerFailure('port_taken', { cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EINVAL')
    return new ServerFailure('address_unavailable', { cause: error });
  return new ServerFailure('internal', { cause: error });
}
