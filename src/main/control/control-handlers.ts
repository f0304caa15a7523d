import { AppError } from '../../shared/app-error.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { HttpState } from '../../shared/domain/http-access.ts';
import type { AppStatus } from '../../shared/ipc/commands/app-commands.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { ControlCommands } from '../../shared/ipc/control-commands.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { EVERYTHING } from '../audit/audit-query.ts';
import type { Backups } from '../backup/backups.ts';
import type { ClientBook } from '../clients/client-book.ts';
import type { HttpTokenBook } from '../clients/http-token-book.ts';
import { auditCommands } from '../ipc/handlers/audit-commands.ts';
import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../vault/vault.ts';

export interface ControlHandlersDeps {
  readonly appVersion: string;
  readonly exportsDir: string;
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly backups: Backups;
  readonly book: Pick<ClientBook, 'list'>;
  readonly accounts: { list(): readonly Account[] };
  readonly vault: Pick<Vault, 'status'>;
  readonly lock: { readonly isLocked: boolean };
  readonly mcp: { readonly connectionsOpen: number; status(): AppStatus['mcpEndpoint'] };
  readonly http: { readonly tokens: Pick<HttpTokenBook, 'list'>; state(): Promise<HttpState> };
  readonly proposalsByState: () => Promise<ReadonlyMap<string, number>>;
  readonly databaseBytes: () => number;
}

export function controlHandlers(deps: ControlHandlersDeps): Handlers<ControlCommands, null> {
  const { audit, backups, lock, accounts } = deps;
  const exporting = auditCommands(deps);
  /** Whoever sits at a locked app may look, and may do nothing that takes a window otherwise. */
  const unlocked = () => {
    if (lock.isLocked) throw appIsLocked();
  };
  return {
    status: async () => ({
      version: deps.appVersion,
      isLocked: lock.isLocked,
      clients: { ...deps.mcp.status(), connectionsOpen: deps.mcp.connectionsOpen },
      http: await deps.http.state(),
      vault: vaultOf(await deps.vault.status()),
      databaseBytes: deps.databaseBytes(),
      proposalsByState: Object.fromEntries(await deps.proposalsByState()),
      accounts: accounts.list().map(accountOf),
    }),
    accounts: async () => accounts.list().map(accountOf),
    clients: async () => clientsOf(deps),
    'audit.verify': () => audit.verify(),
    'audit.export': async ({ format }) => {
      unlocked();
      return exporting['audit.export']({ format, filter: EVERYTHING }, AS_A_WINDOW);
    },
    'backup.list': () => backups.list(),
    'backup.create': async ({ passphrase }) => {
      unlocked();
      return backups.create(new Secret(passphrase), false);
    },
    'backup.restore': async ({ name, passphrase }) => {
      unlocked();
      return backups.restore(name, new Secret(passphrase));
    },
  };
}

/** Handlers of windows are told which one asks; what is taken from them here asks nobody. */
const AS_A_WINDOW = { role: 'main' } as const;

function vaultOf({ protection, keychain, isLocked }: Awaited<ReturnType<Vault['status']>>) {
  return { protection, keychain, isLocked };
}

function accountOf({ alias, label, mode, state, stateText, isDemo, clientAccess }: Account) {
  return { alias, label, mode, state, stateText, isDemo, clientAccess };
}

function clientsOf({ book, http, clock }: ControlHandlersDeps) {
  const nowMs = clock.nowMs();
  const good = http.tokens.list().filter((each) => each.revokedAtMs === null && each.expiresAtMs > nowMs);
  return book.list().map((entry) => ({
    id: entry.id,
    name: entry.name,
    origin: entry.origin,
    role: entry.role,
    isReadOnly: entry.isReadOnly,
    state: entry.state,
    lastSeenAtMs: entry.lastSeenAtMs,
    callsTotal: entry.callsTotal,
    denialsTotal: entry.denialsTotal,
    connectionsOpen: entry.connectionsOpen,
    httpTokens: good.filter(({ clientId }) => clientId === entry.id).length,
  }));
}

function appIsLocked(): AppError {
  return new AppError('locked', 'The app is locked.', { nextStep: 'Unlock it in its window.' });
}
