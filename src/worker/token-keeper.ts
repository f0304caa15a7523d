import type { AccountToken } from '../shared/domain/account-token.ts';
import type { Clock } from '../tiger/clock.ts';
import type { TigerConfig } from '../tiger/config.ts';
import { ConfigError } from '../tiger/config-error.ts';
import { needsToken } from '../tiger/license.ts';
import type { ReadMethod, TigerReply } from '../tiger/method.ts';
import { userTokenRefresh } from '../tiger/methods/user-methods.ts';
import type { TigerCallOptions, TigerClient, TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { readTigerToken, type TigerToken, tokenOf } from '../tiger/tiger-token.ts';
import { TokenRefresh } from '../tiger/token-refresh.ts';
import { formatProperties } from '../tiger/wire/properties-file.ts';
import { PROPERTY } from '../tiger/wire/property-names.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';

/** A read that was refused for its token waits this long for a new one; its caller waits 15 s in all. */
const RENEWAL_WAIT_MAX_MS = 5_000;

/** A person waits for the answer, and main for 15 s. */
const RENEWAL_ANSWER_MAX_MS = 10_000;

export interface TokenKeeperDeps {
  readonly client: TigerClient;
  readonly clock: Clock;
  readonly config: Pick<TigerConfig, 'license'>;
  readonly token: TigerToken | null;
  /** Keeps the text of tiger_openapi_token.properties; resolves when it is safe. */
  readonly store: (tokenFile: string) => Promise<void>;
  readonly onStatus: (status: AccountToken) => void;
}

/** Keeps the account's token alive, and lets a read that was refused for its token try once more with a new one. */
export class TokenKeeper implements TigerReader {
  readonly #deps: TokenKeeperDeps;
  readonly #refresh: TokenRefresh;
  #inUse: TigerToken | null;
  /** Renewed once because Tiger refused it; a second time would change nothing (wire contract 7.1, code 2400). */
  #renewedFor: TigerToken | null = null;

  constructor(deps: TokenKeeperDeps) {
    const { client, clock, config, token, store, onStatus } = deps;
    this.#deps = deps;
    this.#inUse = token;
    this.#refresh = new TokenRefresh({
      clock,
      license: config.license,
      token,
      requestToken: async (signal) =>
        (await client.write(userTokenRefresh, {}, { timeoutMs: BROKER_TIMEOUT_MS, signal })).data,
      // In use at once: the old one may be dead. Until it is stored, the old one stays stored.
      onRefreshed: (renewed) => {
        this.#take(renewed);
        return store(tokenFileOf(renewed));
      },
      onStatus,
    });
  }

  start(): void {
    this.#deps.onStatus(this.#refresh.status);
    this.#refresh.start();
  }

  /** Answers in time, whether it is done or goes on. Never throws: see the status. */
  async renew(): Promise<AccountToken> {
    await Promise.race([this.#refresh.refreshNow(), this.#deps.clock.sleep(RENEWAL_ANSWER_MAX_MS)]);
    return this.#refresh.status;
  }

  /** @throws ConfigError */
  adopt(tokenFile: string): AccountToken {
    const token = readTigerToken(tokenFile);
    this.#take(token);
    this.#refresh.adopt(token);
    return this.#refresh.status;
  }

  close(): void {
    this.#refresh.close();
  }

  async read<Params, Reply>(
    method: ReadMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>> {
    const { client } = this.#deps;
    const used = this.#inUse;
    try {
      return await client.read(method, params, options);
    } catch (error) {
      if (!(error instanceof TigerError) || error.kind !== 'token' || used === null) throw error;
      await this.#renewOnceFor(used);
      if (this.#inUse === used) throw error;
      return client.read(method, params, options);
    }
  }

  async #renewOnceFor(used: TigerToken): Promise<void> {
    if (this.#inUse !== used || this.#renewedFor === used) return;
    this.#renewedFor = used;
    await Promise.race([this.#refresh.refreshNow(), this.#deps.clock.sleep(RENEWAL_WAIT_MAX_MS)]);
  }

  #take(token: TigerToken): void {
    this.#inUse = token;
    this.#deps.client.takeToken(token.secret);
  }
}

/**
 * The token to begin with: the file's, else the one in the properties.
 * @throws ConfigError if the licence needs one and there is none, or the file has none
 */
export function tokenToUse(config: TigerConfig, tokenFile: string | null): TigerToken | null {
  const inProperties = config.token === null ? null : tokenOf(config.token.reveal());
  const token = tokenFile === null ? inProperties : readTigerToken(tokenFile);
  if (token !== null || !needsToken(config.license)) return token;
  throw new ConfigError(
    'missing-token',
    PROPERTY.token,
    'The Hong Kong licence needs a token, and the account has none.',
    'Create a token in the Tiger app or on the Tiger developer page, download tiger_openapi_token.properties and give it to this account in Accounts.',
  );
}

function tokenFileOf(token: TigerToken): string {
  return formatProperties([[PROPERTY.token, token.secret.reveal()]]);
}
