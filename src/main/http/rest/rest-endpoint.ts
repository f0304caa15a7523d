import { AppError } from '../../../shared/app-error.ts';
import type { HttpToken } from '../../../shared/domain/http-access.ts';
import { cleanText } from '../../mcp/clean-text.ts';
import type { ClientIdentity } from '../../mcp/client-identity.ts';
import { errorAnswer, jsonAnswer, methodNotAllowed } from '../http-answers.ts';
import { AGENT_LENGTH_MAX } from '../http-limits.ts';
import type { HttpSessions } from '../http-sessions.ts';
import { openApiDocument } from './openapi.ts';
import { type RestRoutes, type RestRoutesDeps, restRoutes } from './rest-routes.ts';

const OPENAPI_PATH = '/api/openapi.json';

/** What dashboards read: one tool behind each path, over the same gate as every call of an AI client. */
export class RestEndpoint {
  readonly #sessions: HttpSessions;
  readonly #routes: RestRoutes;
  readonly #document: object;

  constructor(deps: RestRoutesDeps & { readonly sessions: HttpSessions }) {
    this.#sessions = deps.sessions;
    this.#routes = restRoutes(deps);
    this.#document = openApiDocument(this.#routes, deps.appVersion);
  }

  has(path: string): boolean {
    return path === OPENAPI_PATH || Object.hasOwn(this.#routes, path);
  }

  async handle(request: Request, url: URL, token: HttpToken): Promise<Response> {
    if (request.method !== 'GET') return methodNotAllowed('GET');
    if (url.pathname === OPENAPI_PATH) return jsonAnswer(this.#document);
    const tool = this.#routes[url.pathname];
    if (tool === undefined) throw new Error('a path was asked for that has no route');
    try {
      const args = argumentsOf(url.searchParams);
      const session = this.#sessions.standing(token, agentOf(request));
      return await this.#sessions.during(session, true, async () =>
        jsonAnswer(await session.opened.answer({ tool, args, signal: request.signal })),
      );
    } catch (error) {
      return errorAnswer(error);
    }
  }
}

/** A parameter that stands there twice means two things. @throws AppError invalid_input */
function argumentsOf(parameters: URLSearchParams): Readonly<Record<string, string>> {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new AppError('invalid_input', `${cleanText(twice).slice(0, 40)}: stands there more than once`, {
      nextStep: 'Name each parameter once.',
    });
  }
  // Not a plain object: a parameter may be called __proto__.
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(parameters));
}

/** What the program calls itself: shown, never trusted. */
function agentOf(request: Request): ClientIdentity {
  const name = cleanText(request.headers.get('user-agent') ?? '')
    .slice(0, AGENT_LENGTH_MAX)
    .trim();
  return { name: name || 'HTTP client', version: null, protocolVersion: null };
}
