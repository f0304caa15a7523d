import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appHomeDir, CLIENT_OPTION } from '../shared/bridge-hello.ts';
import { BRIDGE_LIMITS, runBridge } from './run-bridge.ts';

// stdout belongs to the protocol: whatever the bridge has to say goes to stderr.
const { argv, env, platform, stdin, stdout } = process;
const [option, clientId] = argv.slice(2);

runBridge({
  stdin,
  stdout,
  homeDir: appHomeDir({ env, platform, userHomeDir: homedir() }),
  // An empty id is how a bundle says that the user gave none.
  clientId: option === CLIENT_OPTION && clientId ? clientId : null,
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
