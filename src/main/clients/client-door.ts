import { AppError } from '../../shared/app-error.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { ClientEntry, ClientId, ConnectRequest } from '../../shared/domain/client-entry.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Clock } from '../platform/clock.ts';
import { CallAllowance } from './call-allowance.ts';
import type { ClientBook } from './client-book.ts';
import { type ClientRights, NEWCOMER, rightsOf } from './client-rights.ts';

export interface ClientDoorDeps {
  readonly book: ClientBook;
  readonly clock: Clock;
  readonly publish: Publish;
  /** The demo account, if there is one: what a client is given when it is let in. */
  readonly demoAccount: () => Account | null;
}

export interface Visitor {
  readonly connectionId: string;
  /** By its pairing; null: it has none. */
  readonly clientId: ClientId | null;
  /** Its own words. */
  readonly name: string;
  readonly version: string | null;
}

export type Authenticated =
  | { readonly clientId: ClientId }
  | { readonly clientId: null; readonly refusal: string };

export type CallKind = 'read' | 'effect';

/** One connection, for as long as it lasts. */
export interface Visit {
  readonly clientId: ClientId | null;
  readonly rights: ClientRights;
  /** Under which proposals, stops and the audit log name it: the entry's name, never what it calls itself. */
  readonly name: string;
  /** It is a client and not a probe: from here on it counts, and without an entry it asks for one. */
  introduce(): void;
  /** effect: it may end at the broker. Only reads are held by the user's cap. @throws AppError rate_limited */
  admitCall(kind: CallKind): void;
  called(call: { readonly isRefused: boolean; readonly characters: number }): void;
  /** Another set of rights. @returns a function that ends it */
  onChange(listener: () => void): () => void;
  /** The user has turned it away. */
  onTurnedAway(listener: () => void): void;
  leave(): void;
}

interface OpenVisit {
  readonly visitor: Visitor;
  readonly connectedAtMs: number;
  readonly changed: Set<() => void>;
  readonly turnedAway: Set<() => void>;
  clientId: ClientId | null;
  isIntroduced: boolean;
  /** The user has answered; a second click finds nothing to answer. */
  isDecided: boolean;
}

/** Who comes in, and as whom. Rules hang on an entry and its token; a program without one reads the demo account. */
export class ClientDoor {
  readonly #deps: ClientDoorDeps;
  readonly #visits = new Map<string, OpenVisit>();
  readonly #allowance: CallAllowance;

  constructor(deps: ClientDoorDeps) {
    this.#deps = deps;
    this.#allowance = new CallAllowance(deps.clock);
    deps.book.onChange((id) => this.#entryChanged(id));
  }

  /** @returns the text with which a peer is turned away, or the client that it is */
  authenticate(pairing: { readonly clientId: string; readonly token: string }): Authenticated {
    const entry = this.#deps.book.authenticate(pairing.clientId, pairing.token);
    if (entry === null) return { clientId: null, refusal: UNKNOWN };
    if (entry.state === 'blocked') return { clientId: null, refusal: `The user has blocked ${entry.name}.` };
    return { clientId: entry.id };
  }

  enter(visitor: Visitor): Visit {
    const visit: OpenVisit = {
      visitor,
      connectedAtMs: this.#deps.clock.nowMs(),
      changed: new Set(),
      turnedAway: new Set(),
      clientId: visitor.clientId,
      isIntroduced: false,
      isDecided: false,
    };
    this.#visits.set(visitor.connectionId, visit);
    return this.#visit(visit);
  }

  /** Programs that have come without an entry, oldest first. */
  requests(): ConnectRequest[] {
    return [...this.#visits.values()]
      .filter(({ clientId, isIntroduced }) => clientId === null && isIntroduced)
      .map(({ visitor, connectedAtMs }) => ({
        connectionId: visitor.connectionId,
        name: visitor.name,
        version: visitor.version,
        connectedAtMs,
      }));
  }

  /**
   * Gives the program behind a connection an entry, in force at once.
   * @throws AppError not_found when it has gone
   */
  async accept(connectionId: string): Promise<ClientEntry> {
    const visit = this.#visits.get(connectionId);
    if (visit === undefined || visit.clientId !== null || visit.isDecided) throw gone();
    visit.isDecided = true;
    const entry = await this.#deps.book.create({
      name: visit.visitor.name.replace(NOT_LET_IN, ''),
      origin: 'request',
      program: null,
      ...this.trader(),
    });
    visit.clientId = entry.id;
    if (visit.isIntroduced) this.#deps.book.connected(entry.id, 1);
    this.#tellChanged(visit);
    return entry;
  }

  /** What a client is given whom the user has connected: to propose on paper. Real accounts are given one by one. */
  trader(): Pick<ClientEntry, 'role' | 'accounts'> {
    const demo = this.#deps.demoAccount();
    return {
      role: 'trader',
      accounts: demo === null ? [] : [{ accountId: demo.id, access: 'propose' }],
    };
  }

  /** What a program is given that will come over HTTP, a dashboard often: to read, on paper. */
  reader(): Pick<ClientEntry, 'role' | 'accounts'> {
    const demo = this.#deps.demoAccount();
    return { role: 'analyst', accounts: demo === null ? [] : [{ accountId: demo.id, access: 'read' }] };
  }

  /** Ends the connection of a program without an entry. It may knock again. */
  decline(connectionId: string): void {
    const visit = this.#visits.get(connectionId);
    if (visit === undefined || visit.clientId !== null) throw gone();
    for (const listener of visit.turnedAway) listener();
  }

  #visit(visit: OpenVisit): Visit {
    const { book, publish } = this.#deps;
    const entry = () => (visit.clientId === null ? null : book.find(visit.clientId));
    return {
      get clientId() {
        return visit.clientId;
      },
      get rights() {
        const current = entry();
        return current === null ? NEWCOMER : rightsOf(current);
      },
      get name() {
        return entry()?.name ?? `${visit.visitor.name}${NOT_LET_IN}`;
      },
      introduce: () => {
        visit.isIntroduced = true;
        if (visit.clientId !== null) book.connected(visit.clientId, 1);
        publish('clients.changed', {});
      },
      admitCall: (kind) => {
        const client = visit.clientId ?? NEWCOMERS;
        const current = entry();
        if (kind === 'effect') this.#allowance.effectBy(client);
        else this.#allowance.readBy(client, (current === null ? NEWCOMER : current).readsPerMinute);
      },
      called: (call) => {
        if (visit.clientId !== null) book.called(visit.clientId, call);
      },
      onChange: (listener) => {
        visit.changed.add(listener);
        return () => visit.changed.delete(listener);
      },
      onTurnedAway: (listener) => {
        visit.turnedAway.add(listener);
        // Between its hello and its first message the user may have removed or blocked it.
        if (visit.clientId !== null && (entry()?.state ?? 'blocked') === 'blocked') listener();
      },
      leave: () => {
        this.#visits.delete(visit.visitor.connectionId);
        if (visit.isIntroduced && visit.clientId !== null) book.connected(visit.clientId, -1);
        publish('clients.changed', {});
      },
    };
  }

  #entryChanged(id: ClientId): void {
    const state = this.#deps.book.find(id)?.state ?? 'blocked';
    for (const visit of this.#visits.values()) {
      if (visit.clientId !== id) continue;
      this.#tellChanged(visit);
      if (state !== 'blocked') continue;
      for (const listener of visit.turnedAway) listener();
    }
  }

  #tellChanged(visit: OpenVisit): void {
    for (const listener of visit.changed) listener();
  }
}

const NOT_LET_IN = ' (not let in)';
/** They share what one client may do: coming back as somebody else gains nothing. */
const NEWCOMERS = 'newcomers';

const UNKNOWN =
  'Tiger MCP Desktop knows this client no more. Open its Connect page and connect the program again.';

function gone(): AppError {
  return new AppError('not_found', 'This program is not waiting any more.', {
    nextStep: 'It asks again when it connects again.',
  });
}
