import * as http from 'node:http';
import * as https from 'node:https';
import { readGatewayAddress } from '../tiger-address.ts';
import { type HttpAnswer, type HttpRequest, type Transport, TransportError } from './transport.ts';

/** The largest real answer is about 2 MB (all symbols of a market with names). */
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;
/** One account asks for little at once; more connections would only hide a slow gateway. */
const SOCKETS_MAX = 8;
/** Shorter than the usual 60 s after which load balancers drop an idle connection. */
const IDLE_SOCKET_TIMEOUT_MS = 30_000;

const AGENT = {
  keepAlive: true,
  maxSockets: SOCKETS_MAX,
  maxFreeSockets: 2,
  timeout: IDLE_SOCKET_TIMEOUT_MS,
} as const;
const TLS = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;

/** HTTP/1.1 over node:http and node:https, with kept connections for reads. */
export class NodeTransport implements Transport {
  readonly #httpAgent = new http.Agent(AGENT);
  readonly #httpsAgent = new https.Agent({ ...AGENT, ...TLS });
  #isClosed = false;

  post(request: HttpRequest): Promise<HttpAnswer> {
    if (this.#isClosed) return Promise.reject(new TransportError('closed', false, 'the client is closed'));
    if (request.signal?.aborted) {
      return Promise.reject(new TransportError('cancelled', false, 'cancelled before it was sent'));
    }
    // The config was checked already; this is the last door before the wire and costs nothing.
    if (readGatewayAddress(request.url.href) === null) {
      return Promise.reject(new TransportError('connection', false, 'the address is not allowed'));
    }
    return new Promise((resolve, reject) => exchange(this.#open(request), request, resolve, reject));
  }

  close(): void {
    this.#isClosed = true;
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }

  #open(request: HttpRequest): http.ClientRequest {
    const options = { method: 'POST', headers: { ...request.headers } };
    if (request.url.protocol === 'https:') {
      const agent = request.freshConnection ? false : this.#httpsAgent;
      return https.request(request.url, { ...options, ...TLS, agent });
    }
    return http.request(request.url, {
      ...options,
      agent: request.freshConnection ? false : this.#httpAgent,
    });
  }
}

/** Connections that stand. */
const established = new WeakSet<object>();

function exchange(
  outgoing: http.ClientRequest,
  request: HttpRequest,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: TransportError) => void,
): void {
  let wasSent = false;
  const fail = (fault: TransportError['fault'], message: string) => {
    stop();
    reject(new TransportError(fault, wasSent, message));
    outgoing.destroy();
  };
  const onAbort = () => fail('cancelled', 'cancelled');
  const timer = setTimeout(
    () => fail('timeout', `no answer within ${request.timeoutMs} ms`),
    request.timeoutMs,
  );
  const stop = () => {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onAbort);
  };
  request.signal?.addEventListener('abort', onAbort, { once: true });

  outgoing.on('socket', (socket) => {
    const markSent = () => {
      wasSent = true;
      established.add(socket);
    };
    // Nothing leaves before the connection (with TLS: the handshake) stands; on a kept one it leaves at once. A request
    // that waited for a connection gets a kept one without being told so.
    if (outgoing.reusedSocket || established.has(socket)) markSent();
    else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', markSent);
  });
  outgoing.on('error', (error) => fail('connection', reasonOf(error)));
  outgoing.on('response', (incoming) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > ANSWER_BYTES_MAX) fail('too_large', 'the answer is too large');
      else chunks.push(chunk);
    });
    incoming.on('end', () => {
      stop();
      resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) });
    });
    incoming.on('error', (error) => fail('connection', reasonOf(error)));
    incoming.on('aborted', () => fail('connection', 'the connection was closed in the middle of the answer'));
  });
  outgoing.end(request.body);
}

/** The code alone (ECONNRESET, CERT_HAS_EXPIRED): messages quote addresses and, with TLS, whole certificates. */
function reasonOf(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'the connection failed';
}
