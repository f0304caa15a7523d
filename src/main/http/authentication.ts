import type { HttpToken } from '../../shared/domain/http-access.ts';
import type { ClientRights } from '../clients/client-rights.ts';
import { rightsOf } from '../clients/client-rights.ts';
import type { HttpTokenBook } from '../clients/http-token-book.ts';
import type { Clock } from '../platform/clock.ts';
import { FailedAttempts } from './failed-attempts.ts';
import { tokenRefused, tokenWanted, tooManyAttempts } from './http-answers.ts';

export interface AuthenticationDeps {
  readonly tokens: Pick<HttpTokenBook, 'prove'>;
  readonly clock: Clock;
  /** A request without a good token, as long as they are not too many. */
  readonly refused: (reason: string) => void;
}

export interface KnownCaller {
  readonly token: HttpToken;
  readonly rights: ClientRights;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Who calls. The token stands in the header alone: addresses end up in logs and histories. */
export class Authentication {
  readonly #deps: AuthenticationDeps;
  readonly #attempts: FailedAttempts;

  constructor(deps: AuthenticationDeps) {
    this.#deps = deps;
    this.#attempts = new FailedAttempts(deps.clock);
  }

  async caller(request: Request, address: string): Promise<KnownCaller | Response> {
    const header = request.headers.get('authorization');
    const text = header === null ? null : (BEARER.exec(header.trim())?.[1] ?? '');
    const proven = text === null ? null : await this.#deps.tokens.prove(text);
    if (proven?.isGood === true) return { token: proven.token, rights: rightsOf(proven.entry) };
    // A locked vault is no failure of the caller's.
    if (proven?.reason === 'locked') return tokenRefused('locked');
    const waitSeconds = this.#attempts.failed(address);
    if (waitSeconds !== null) return tooManyAttempts(waitSeconds);
    this.#deps.refused(proven?.reason ?? 'no_token');
    return proven === null ? tokenWanted() : tokenRefused(proven.reason);
  }
}
