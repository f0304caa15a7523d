import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { GatewayControl } from './faults/gateway-control.ts';
import type { Handled } from './handled.ts';

/** Real requests stay under a few kilobytes; a body beyond this is cut off while it is read. */
const BODY_BYTES_MAX = 1024 * 1024;
/** A desktop app and a few tools; more are refused by the operating system's queue. */
const CONNECTIONS_MAX = 200;
/** Time to send a whole request. */
const REQUEST_TIMEOUT_MS = 30_000;
const CONTROL_PATH = '/__control';
const GATEWAY_PATH = '/gateway';

export interface HttpDeps {
  /** @param token of the Authorization header, which stands there without a scheme */
  readonly handle: (body: string, token: string | null) => Handled;
  /** Answered on GET, so that a second start can tell whether this home is in use. */
  readonly instanceId: string;
  readonly control: { readonly door: GatewayControl; readonly token: string } | null;
}

export function createGatewayServer(deps: HttpDeps): Server {
  const server = createServer((request, response) => {
    answer(deps, request, response).catch(() => response.destroy());
  });
  server.maxConnections = CONNECTIONS_MAX;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function answer(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  if (request.method === 'GET' && path === GATEWAY_PATH) {
    return send(response, 200, 'application/json', JSON.stringify({ simulatedGateway: deps.instanceId }));
  }
  const isControl = path === CONTROL_PATH && deps.control !== null;
  if (path !== GATEWAY_PATH && !isControl) {
    return send(response, 404, 'text/plain', 'The simulated gateway answers at /gateway only.');
  }
  if (request.method !== 'POST') return send(response, 405, 'text/plain', 'Use POST.');
  const body = await readBody(request);
  if (body === null) return send(response, 413, 'text/plain', 'The request is too large.');
  if (isControl && deps.control !== null) return answerControl(deps.control, request, response, body);
  const handled = deps.handle(body, request.headers.authorization ?? null);
  if (deps.control !== null) noteAbandoned(deps.control.door, response);
  return deliver(handled, response);
}

/** A client that cuts the connection before the answer has given its request up. */
function noteAbandoned(door: GatewayControl, response: ServerResponse): void {
  const request = door.received().at(-1);
  response.once('close', () => {
    if (request !== undefined && !response.writableFinished) door.recordAbandoned(request);
  });
}

/** @returns null once the body is longer than allowed */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    length += bytes.length;
    if (length > BODY_BYTES_MAX) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function deliver(handled: Handled, response: ServerResponse): void {
  if (handled.kind === 'hang') return;
  if (handled.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (handled.kind === 'cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': handled.length });
    response.write(handled.text, () => response.destroy());
    return;
  }
  const { reply, delayMs } = handled;
  const sendReply = () => send(response, reply.httpStatus, reply.contentType, reply.text);
  if (delayMs === 0) {
    sendReply();
    return;
  }
  const timer = setTimeout(sendReply, delayMs);
  response.once('close', () => clearTimeout(timer));
}

function answerControl(
  control: NonNullable<HttpDeps['control']>,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  if (!isToken(request.headers['x-control-token'], control.token)) {
    send(response, 403, 'text/plain', 'The control token is missing or wrong.');
    return;
  }
  try {
    send(response, 200, 'application/json', JSON.stringify(control.door.run(JSON.parse(body))));
  } catch (error) {
    const message = error instanceof Error ? error.message : 'bad command';
    send(response, 400, 'application/json', JSON.stringify({ ok: false, message }));
  }
}

function isToken(given: unknown, token: string): boolean {
  const left = Buffer.from(typeof given === 'string' ? given : '');
  const right = Buffer.from(token);
  return left.length === right.length && timingSafeEqual(left, right);
}

function send(response: ServerResponse, status: number, contentType: string, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  response.writeHead(status, { 'Content-Type': contentType, 'Content-Length': bytes.length });
  response.end(bytes);
}
