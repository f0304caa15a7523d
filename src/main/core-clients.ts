import type { Kysely } from 'kysely';
import type { Publish } from '../shared/ipc/events.ts';
import type { AccountAdmin } from './accounts/account-admin.ts';
import type { AccountSupervisor } from './accounts/account-supervisor.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { AccountRequests } from './clients/account-requests.ts';
import { ClientBook, type ClientTrust } from './clients/client-book.ts';
import { ClientDoor } from './clients/client-door.ts';
import { ClientRegistry } from './clients/client-registry.ts';
import { HttpSigningKey } from './clients/http-signing-key.ts';
import { HttpTokenBook } from './clients/http-token-book.ts';
import { PairingFiles } from './clients/pairing-files.ts';
import type { Schema } from './database/schema.ts';
import type { AccountManagement } from './mcp/tool.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logger.ts';
import type { AppPaths } from './platform/paths.ts';
import type { SettingsPatch } from './platform/settings.ts';
import type { Vault } from './vault/vault.ts';

export interface CoreClients {
  readonly clients: ClientRegistry;
  readonly book: ClientBook;
  readonly door: ClientDoor;
  readonly requests: AccountRequests;
  readonly accountManagement: AccountManagement;
  readonly httpAccess: { readonly tokens: HttpTokenBook; readonly signingKey: HttpSigningKey };
}

interface Input {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly paths: AppPaths;
  readonly logger: Logger;
  readonly vault: Vault;
  readonly accounts: AccountSupervisor;
  readonly admin: AccountAdmin;
  readonly changeSettings: (patch: SettingsPatch) => Promise<unknown>;
  readonly trust: ClientTrust;
}

/** Who the AI clients are, what each may do, and what they ask the user for. */
export async function coreClients(input: Input): Promise<CoreClients> {
  const { paths, accounts, admin, changeSettings } = input;
  const book = new ClientBook({ ...input, pairings: new PairingFiles(paths.pairingsDir) });
  await book.load();
  const signingKey = new HttpSigningKey(input.vault);
  const tokens = new HttpTokenBook({ ...input, book, key: signingKey });
  await tokens.load();
  const requests = new AccountRequests({
    ...input,
    carryOut: {
      // The form in the window is where an account is added: a yes opens it, and the window does that itself.
      add_account: async () => {},
      remove_account: async (account) => {
        if (account !== null) await admin.remove(account.id);
      },
      set_default_trading_account: async (account) => {
        await changeSettings({ defaultTradingAccountId: account?.id ?? null });
      },
    },
  });
  return {
    clients: new ClientRegistry(input),
    book,
    door: new ClientDoor({
      ...input,
      book,
      demoAccount: () => accounts.list().find(({ isDemo }) => isDemo) ?? null,
    }),
    requests,
    httpAccess: { tokens, signingKey },
    accountManagement: {
      async setDefaultDataAccount(account) {
        await changeSettings({ defaultDataAccountId: account.id });
      },
      ask: (kind, account, requester) => requests.ask(kind, account, requester.name),
    },
  };
}
