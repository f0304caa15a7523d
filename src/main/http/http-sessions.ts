import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/app-error.ts';
import type { HttpToken, HttpTokenId } from '../../shared/domain/http-access.ts';
import type { ClientIdentity } from '../mcp/client-identity.ts';
import type { ClientSessions, OpenSession } from '../mcp/client-sessions.ts';
import type { Clock } from '../platform/clock.ts';
import { SESSION_IDLE_MS, SESSIONS_MAX, SESSIONS_PER_CLIENT_MAX } from './http-limits.ts';
import { whenSent } from './when-sent.ts';

export interface HttpSessionsDeps {
  readonly sessions: Pick<ClientSessions, 'open'>;
  readonly clock: Clock;
}

/** One client's place behind the door. It belongs to the token that opened it, and to no other. */
export interface HttpSession {
  readonly id: string;
  readonly token: HttpToken;
  readonly opened: OpenSession;
  lastUsedAtMs: number;
  /** Requests and streams under way; with one of them a session is not idle. */
  underWay: number;
  /** Of them, calls that wait for their answer. A stream that only listens gives way to a newcomer. */
  calls: number;
  /** What the protocol keeps for it. */
  readonly onClosed: Set<() => void>;
}

const ID_BYTES = 24;

/** Sessions of clients that speak HTTP: few, each ended when it is idle, and at once when its token ends. */
export class HttpSessions {
  readonly #deps: HttpSessionsDeps;
  readonly #open = new Map<string, HttpSession>();
  /** One for each token, for whatever has no session of its own: newer clients, dashboards. */
  readonly #standing = new Map<HttpTokenId, HttpSession>();

  constructor(deps: HttpSessionsDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#open.size;
  }

  /** @throws AppError busy, when there is no place */
  begin(token: HttpToken, identity: ClientIdentity): HttpSession {
    this.#makePlace(token);
    const { sessions, clock } = this.#deps;
    const session: HttpSession = {
      id: randomBytes(ID_BYTES).toString('base64url'),
      token,
      opened: sessions.open({ clientId: token.clientId, identity }),
      lastUsedAtMs: clock.nowMs(),
      underWay: 0,
      calls: 0,
      onClosed: new Set(),
    };
    this.#open.set(session.id, session);
    session.opened.onTurnedAway(() => this.close(session));
    return session;
  }

  /** null: there is none, or it is another token's, which is the same to whoever asks. */
  find(id: string, token: HttpToken): HttpSession | null {
    const session = this.#open.get(id);
    return session?.token.id === token.id ? session : null;
  }

  /** @throws AppError busy, when there is no place */
  standing(token: HttpToken, identity: ClientIdentity): HttpSession {
    const known = this.#standing.get(token.id);
    if (known !== undefined) return known;
    const session = this.begin(token, identity);
    this.#standing.set(token.id, session);
    return session;
  }

  /** While an answer is made and sent the session is in use. */
  async during(session: HttpSession, isCall: boolean, answer: () => Promise<Response>): Promise<Response> {
    const { clock } = this.#deps;
    const call = isCall ? 1 : 0;
    session.underWay += 1;
    session.calls += call;
    const over = () => {
      session.underWay -= 1;
      session.calls -= call;
      session.lastUsedAtMs = clock.nowMs();
    };
    let response: Response;
    try {
      response = await answer();
    } catch (error) {
      over();
      throw error;
    }
    return whenSent(response, over);
  }

  close(session: HttpSession): void {
    if (!this.#open.delete(session.id)) return;
    if (this.#standing.get(session.token.id) === session) this.#standing.delete(session.token.id);
    for (const listener of session.onClosed) listener();
    session.opened.close();
  }

  closeOf(tokenId: HttpTokenId): void {
    for (const session of [...this.#open.values()]) if (session.token.id === tokenId) this.close(session);
  }

  closeAll(): void {
    for (const session of [...this.#open.values()]) this.close(session);
  }

  /** To be called now and then. */
  sweep(): void {
    const nowMs = this.#deps.clock.nowMs();
    for (const session of [...this.#open.values()]) {
      const isIdle = session.underWay === 0 && nowMs - session.lastUsedAtMs >= SESSION_IDLE_MS;
      if (isIdle || session.token.expiresAtMs <= nowMs) this.close(session);
    }
  }

  /** One that does nothing gives its place to one that comes. */
  #makePlace({ clientId }: HttpToken): void {
    const own = [...this.#open.values()].filter(({ token }) => token.clientId === clientId);
    if (own.length >= SESSIONS_PER_CLIENT_MAX) this.#closeQuietest(own, SESSIONS_PER_CLIENT_MAX);
    if (this.#open.size >= SESSIONS_MAX) this.#closeQuietest([...this.#open.values()], SESSIONS_MAX);
  }

  #closeQuietest(among: readonly HttpSession[], limit: number): void {
    const [quietest] = among
      .filter(({ calls }) => calls === 0)
      .sort((left, right) => left.lastUsedAtMs - right.lastUsedAtMs);
    if (quietest === undefined) throw noPlace(limit);
    this.close(quietest);
  }
}

function noPlace(limit: number): AppError {
  return new AppError('busy', `${limit} sessions are open already, and each is in use.`, {
    nextStep: 'End one of them and try again.',
    retryable: true,
  });
}
