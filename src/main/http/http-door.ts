import { isAtLeast } from '../../shared/domain/client-entry.ts';
import type { HttpTokenId } from '../../shared/domain/http-access.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { HttpTokenBook } from '../clients/http-token-book.ts';
import type { ClientSessions } from '../mcp/client-sessions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { Authentication } from './authentication.ts';
import { guardRefused, methodNotAllowed, notFound, problemAnswer, textAnswer } from './http-answers.ts';
import { SWEEP_EVERY_MS } from './http-limits.ts';
import { HttpSessions } from './http-sessions.ts';
import { McpEndpoint } from './mcp-endpoint.ts';
import type { AppMetrics } from './metrics.ts';
import { preflightAnswer, withOrigin } from './origin-headers.ts';
import { type GuardRules, guardRequest } from './request-guard.ts';
import { RestEndpoint } from './rest/rest-endpoint.ts';

export interface HttpDoorDeps {
  readonly tokens: Pick<HttpTokenBook, 'prove' | 'onEnded'>;
  readonly sessions: Pick<ClientSessions, 'open'>;
  readonly audit: Pick<AuditLog, 'listInScope'>;
  readonly metrics: Pick<AppMetrics, 'text' | 'contentType'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly appVersion: string;
  readonly rules: () => GuardRules;
  /** A request was turned away; for the log. */
  readonly refused: (reason: string) => void;
}

const MCP_PATH = '/mcp';
const METRICS_PATH = '/metrics';

/** Everything that HTTP reaches: host and origin first, then the token, then what the client may. */
export class HttpDoor {
  readonly #deps: HttpDoorDeps;
  readonly #authentication: Authentication;
  readonly #sessions: HttpSessions;
  readonly #mcp: McpEndpoint;
  readonly #rest: RestEndpoint;
  readonly #stopTokens: () => void;
  readonly #sweeper: NodeJS.Timeout;

  constructor(deps: HttpDoorDeps) {
    this.#deps = deps;
    this.#authentication = new Authentication(deps);
    this.#sessions = new HttpSessions(deps);
    this.#mcp = new McpEndpoint(this.#sessions, deps.logger);
    this.#rest = new RestEndpoint({ ...deps, sessions: this.#sessions });
    this.#stopTokens = deps.tokens.onEnded((tokenId: HttpTokenId) => this.#sessions.closeOf(tokenId));
    this.#sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
    this.#sweeper.unref();
  }

  get sessionsOpen(): number {
    return this.#sessions.size;
  }

  /** `address`: of the peer. It never rejects. */
  async answer(request: Request, address: string): Promise<Response> {
    try {
      return await this.#answer(request, address);
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'a request over HTTP failed unexpectedly');
      return problemAnswer(500, {
        code: 'internal',
        message: 'Something went wrong inside Tiger MCP Desktop.',
        next_step: 'Look at its log.',
      });
    }
  }

  /** Ends what is idle or whose token has expired. */
  sweep(): void {
    this.#sessions.sweep();
  }

  /** Every session ends. */
  endSessions(): void {
    this.#sessions.closeAll();
  }

  close(): void {
    clearInterval(this.#sweeper);
    this.#stopTokens();
    this.#sessions.closeAll();
  }

  async #answer(request: Request, address: string): Promise<Response> {
    const finding = guardRequest(request.headers, this.#deps.rules());
    if (finding !== null) {
      this.#deps.refused(finding);
      return guardRefused(finding);
    }
    const origin = request.headers.get('origin');
    // A browser asks first, without the token; the origin is a listed one by now.
    if (request.method === 'OPTIONS' && origin !== null) return preflightAnswer(origin);
    const response = await this.#authenticated(request, address);
    return origin === null ? response : withOrigin(response, origin);
  }

  async #authenticated(request: Request, address: string): Promise<Response> {
    const caller = await this.#authentication.caller(request, address);
    if (caller instanceof Response) return caller;
    const url = new URL(request.url);
    if (url.pathname === MCP_PATH) return this.#mcp.handle(request, caller.token);
    if (this.#rest.has(url.pathname)) return this.#rest.handle(request, url, caller.token);
    if (url.pathname !== METRICS_PATH) return notFound(url.pathname);
    if (request.method !== 'GET') return methodNotAllowed('GET');
    const { role, state } = caller.rights;
    if (state !== 'active' || !isAtLeast(role, 'analyst')) return metricsRefused();
    return textAnswer(await this.#deps.metrics.text(), this.#deps.metrics.contentType);
  }
}

function metricsRefused(): Response {
  return problemAnswer(
    403,
    {
      code: 'access_denied',
      message: 'Figures of the app need an active client with the role analyst.',
      next_step: 'Ask the user to change it in Tiger MCP Desktop > Connect.',
    },
    { 'www-authenticate': 'Bearer realm="tiger-mcp-desktop", error="insufficient_scope"' },
  );
}
