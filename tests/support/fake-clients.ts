import type { Authenticated, Visit, Visitor } from '../../src/main/clients/client-door.ts';
import type { ClientRights } from '../../src/main/clients/client-rights.ts';
import type { AccountManagement } from '../../src/main/mcp/tool.ts';
import type { AccountRequest } from '../../src/shared/domain/account-request.ts';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import { NOW_MS } from './fake-directory.ts';

/** A client that may do whatever its accounts are open for. */
export const EVERY_RIGHT: ClientRights = {
  role: 'manager',
  isReadOnly: false,
  toolsets: TOOLSETS,
  state: 'active',
  readsPerMinute: 600,
  accessTo: ({ clientAccess }) => clientAccess,
};

/** Lets everybody in under his own name. */
export class FakeDoor {
  rights: ClientRights = EVERY_RIGHT;
  readonly pairings: { clientId: string; token: string }[] = [];
  readonly #changed = new Set<() => void>();

  authenticate(pairing: { clientId: string; token: string }): Authenticated {
    this.pairings.push(pairing);
    return pairing.token === 'right'
      ? { clientId: pairing.clientId }
      : { clientId: null, refusal: 'This client is not known.' };
  }

  enter({ clientId, name }: Visitor): Visit {
    const door = this;
    return {
      clientId,
      get rights() {
        return door.rights;
      },
      name,
      introduce: () => {},
      admitCall: () => {},
      called: () => {},
      onChange: (listener) => {
        this.#changed.add(listener);
        return () => this.#changed.delete(listener);
      },
      onTurnedAway: () => {},
      leave: () => {},
    };
  }

  set(rights: Partial<ClientRights>): void {
    this.rights = { ...this.rights, ...rights };
    for (const listener of this.#changed) listener();
  }
}

/** Notes what was asked; nobody answers. */
export class FakeAccountManagement implements AccountManagement {
  readonly defaults: string[] = [];
  readonly asked: AccountRequest[] = [];

  async setDefaultDataAccount({ alias }: { alias: string }): Promise<void> {
    this.defaults.push(alias);
  }

  async ask(...[kind, account, requester]: Parameters<AccountManagement['ask']>): Promise<AccountRequest> {
    const request: AccountRequest = {
      id: 'ask_0123456789abcdef',
      kind,
      accountId: account?.id ?? null,
      accountAlias: account?.alias ?? null,
      clientName: requester.name,
      askedAtMs: NOW_MS,
      expiresAtMs: NOW_MS + 300_000,
    };
    this.asked.push(request);
    return request;
  }
}

/** Every program's entry has the same id, whether it is there or not. */
export class FakePreparedClients {
  readonly made: string[] = [];
  readonly forgotten: string[] = [];

  idOf(): string {
    return FAKE_CLIENT_ID;
  }

  async ensure(program: string): Promise<void> {
    this.made.push(program);
  }

  async forget(program: string): Promise<void> {
    this.forgotten.push(program);
  }
}

const FAKE_CLIENT_ID = 'cli_0123456789abcdef';
