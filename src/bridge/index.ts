import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appHomeDir } from '../shared/bridge-hello.ts';
import { BRIDGE_LIMITS, runBridge } from './run-bridge.ts';

// stdout belongs to the protocol: whatever the bridge has to say goes to stderr.
const { env, platform, stdin, stdout } = process;

runBridge({
  stdin,
  stdout,
  homeDir: appHomeDir({ env, platform, userHomeDir: homedir() }),
  ownDir: dirname(fileURLToPath(import.meta.url)),
  limits: BRIDGE_LIMITS,
}).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`tiger-mcp: ${error instanceof Error ? error.message : String(error)}\n`, () =>
      process.exit(1),
    );
  },
);
