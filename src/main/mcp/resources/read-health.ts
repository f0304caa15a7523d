import type { JsonObject } from '../tool.ts';
import type { ResourceContext } from './resource.ts';

const WORKING: readonly unknown[] = ['ready', 'disabled'];

/** `ok`: every account that is open to the client and switched on is ready. */
export async function readHealth({ answer, appVersion, isAppLocked }: ResourceContext): Promise<JsonObject> {
  const { accounts } = await answer('tiger_list_accounts', { include_inactive: true });
  const rows = Array.isArray(accounts) ? (accounts as JsonObject[]) : [];
  const isOk = rows.every(({ state }) => WORKING.includes(state));
  return {
    status: isOk ? 'ok' : 'degraded',
    version: appVersion,
    app_locked: isAppLocked(),
    accounts: rows.map(({ account_id, mode, state, state_text }) => ({
      account_id: account_id ?? null,
      mode: mode ?? null,
      state: state ?? null,
      state_text: state_text ?? null,
    })),
  };
}
