import { join } from 'node:path';
import { PAIRINGS_DIR } from '../../shared/bridge-hello.ts';
import { CONTROL_ENDPOINT_FILE } from '../../shared/ipc/control-commands.ts';

/** Every file and folder that the app uses, all below one home folder. */
export interface AppPaths {
  readonly homeDir: string;
  readonly databaseFile: string;
  readonly logDir: string;
  readonly logFile: string;
  /** Mode 0700: the endpoint file and, where nothing shorter exists, the socket. */
  readonly runDir: string;
  readonly endpointFile: string;
  /** The same for the command line. */
  readonly controlFile: string;
  /** Mode 0700: one file for each AI client, with the token that its bridge shows. */
  readonly pairingsDir: string;
  readonly exportsDir: string;
  readonly settingsFile: string;
  readonly redTeamFile: string;
  readonly backupsDir: string;
  /** What the next start puts into its place. */
  readonly restoreDir: string;
  readonly demoGatewayDir: string;
  /** Read by unpackaged apps alone; see `readTestControlToken`. */
  readonly testControlTokenFile: string;
}

export function pathsIn(homeDir: string): AppPaths {
  const logDir = join(homeDir, 'logs');
  const runDir = join(homeDir, 'run');
  return {
    homeDir,
    databaseFile: join(homeDir, 'tiger-mcp.sqlite'),
    logDir,
    logFile: join(logDir, 'app.log'),
    runDir,
    endpointFile: join(runDir, 'endpoint.json'),
    controlFile: join(homeDir, CONTROL_ENDPOINT_FILE),
    pairingsDir: join(homeDir, PAIRINGS_DIR),
    exportsDir: join(homeDir, 'exports'),
    settingsFile: join(homeDir, 'settings.json'),
    redTeamFile: join(homeDir, 'red-team.json'),
    backupsDir: join(homeDir, 'backups'),
    restoreDir: join(homeDir, 'restore'),
    demoGatewayDir: join(homeDir, 'demo-gateway'),
    testControlTokenFile: join(homeDir, 'test-control-token'),
  };
}
