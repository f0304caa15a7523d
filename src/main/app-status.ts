import type { AppStatus } from '../shared/ipc/commands/app-commands.ts';
import type { Core } from './core.ts';
import type { AppFacts } from './window/app-facts.ts';

/** The release line that the app is made for; another one is a development runtime. */
const ELECTRON_MAJOR = '45';

export async function appStatus(core: Core, facts: AppFacts, homeDir: string): Promise<AppStatus> {
  return {
    version: facts.version,
    electronVersion: facts.electronVersion,
    runtimeNotice: runtimeNotice(facts.electronVersion),
    homeDir,
    mcpEndpoint: core.mcp.status(),
    connectionsOpen: core.mcp.connectionsOpen,
    keychain: await core.vault.keychain(),
    isLocked: core.lock.isLocked,
    databaseBytes: core.databaseBytes(),
  };
}

function runtimeNotice(electronVersion: string): string | null {
  if (electronVersion.split('.')[0] === ELECTRON_MAJOR) return null;
  return `Development runtime: Electron ${electronVersion} gets no security fixes any more. It is for building and testing; do not put real accounts into it.`;
}
