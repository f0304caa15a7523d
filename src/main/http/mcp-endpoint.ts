import type { HttpToken } from '../../shared/domain/http-access.ts';
import { discoverOverHttp, isOfOlderRevision } from '../mcp/adapters/discover-adapter.ts';
import type { HttpExchange } from '../mcp/adapters/http-exchange.ts';
import { initializeOverHttp } from '../mcp/adapters/initialize-adapter.ts';
import { clientIdentity } from '../mcp/client-identity.ts';
import { type JsonRpcMessage, jsonRpcError, parseMessage } from '../mcp/json-rpc.ts';
import type { Logger } from '../platform/logger.ts';
import { errorAnswer, jsonAnswer, methodNotAllowed } from './http-answers.ts';
import { BODY_BYTES_MAX } from './http-limits.ts';
import type { HttpSession, HttpSessions } from './http-sessions.ts';
import { readBody } from './read-body.ts';

const SESSION_HEADER = 'mcp-session-id';
/** Of the protocol's transport: the session is over or never was. */
const NO_SESSION = -32_001;
const SERVER_ERROR = -32_000;
/** Stays open for as long as the client does. */
const LISTENING = 'subscriptions/listen';

/** Streamable HTTP of both generations: the older one has sessions, in the newer one every request stands alone. */
export class McpEndpoint {
  readonly #sessions: HttpSessions;
  readonly #logger: Logger;
  readonly #exchanges = new WeakMap<HttpSession, Promise<HttpExchange>>();

  constructor(sessions: HttpSessions, logger: Logger) {
    this.#sessions = sessions;
    this.#logger = logger;
  }

  async handle(request: Request, token: HttpToken): Promise<Response> {
    if (request.method === 'GET' || request.method === 'DELETE') return this.#ofSession(request, null, token);
    if (request.method !== 'POST') return methodNotAllowed('GET, POST, DELETE');
    const text = await readBody(request);
    if (text === 'too_large') return refused(413, `A message may have at most ${BODY_BYTES_MAX} bytes.`);
    if (text === 'unreadable') return refused(400, 'The body could not be read.');
    const parsed = parseMessage(text);
    if (!parsed.ok) return jsonAnswer(parsed.error, 400);
    const { message } = parsed;
    if (await isOfOlderRevision(request, message)) return this.#ofSession(request, message, token);
    return this.#standing(request, message, token);
  }

  async #ofSession(request: Request, message: JsonRpcMessage | null, token: HttpToken): Promise<Response> {
    const id = request.headers.get(SESSION_HEADER);
    if (id === null && message?.method === 'initialize') return this.#begin(request, message, token);
    if (id === null) return refused(400, 'Begin with initialize, and name your session in Mcp-Session-Id.');
    const session = this.#sessions.find(id, token);
    if (session === null) return refused(404, 'There is no such session. Begin with initialize.', NO_SESSION);
    return this.#pass(session, request, message);
  }

  async #begin(request: Request, message: JsonRpcMessage, token: HttpToken): Promise<Response> {
    const session = this.#placeFor(() => this.#sessions.begin(token, clientIdentity(message)));
    if (session instanceof Response) return session;
    await session.opened.introduce();
    this.#keep(
      session,
      initializeOverHttp(session.opened.session, {
        sessionId: session.id,
        ended: () => this.#sessions.close(session),
      }),
    );
    const response = await this.#pass(session, request, message);
    // What was no handshake has opened no session.
    if (!response.ok) this.#sessions.close(session);
    return response;
  }

  async #standing(request: Request, message: JsonRpcMessage, token: HttpToken): Promise<Response> {
    const session = this.#placeFor(() => this.#sessions.standing(token, clientIdentity(message)));
    if (session instanceof Response) return session;
    if (!this.#exchanges.has(session))
      this.#keep(session, Promise.resolve(discoverOverHttp(session.opened.session)));
    return this.#pass(session, request, message);
  }

  #placeFor(take: () => HttpSession): HttpSession | Response {
    try {
      return take();
    } catch (error) {
      return errorAnswer(error);
    }
  }

  #keep(session: HttpSession, exchange: Promise<HttpExchange>): void {
    this.#exchanges.set(session, exchange);
    session.onClosed.add(() => {
      exchange
        .then((each) => each.close())
        .catch((error: unknown) => this.#logger.warn({ err: error }, 'a session over HTTP ended badly'));
    });
  }

  async #pass(session: HttpSession, request: Request, message: JsonRpcMessage | null): Promise<Response> {
    const exchange = await this.#exchanges.get(session);
    if (exchange === undefined)
      return refused(404, 'There is no such session. Begin with initialize.', NO_SESSION);
    const isCall = message !== null && message.method !== LISTENING;
    return this.#sessions.during(session, isCall, () => exchange.handle(request, message));
  }
}

function refused(status: number, text: string, code = SERVER_ERROR): Response {
  return jsonAnswer(jsonRpcError(null, code, text), status);
}
