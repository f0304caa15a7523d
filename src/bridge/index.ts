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
  clientId: option === CLIENT_OPTION && isGiven(clientId) ? clientId : null,
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

/** A bundle says by an empty id that the user gave none; some hosts leave the name of an unset value in its place. */
function isGiven(id: string | undefined): id is string {
  return id !== undefined && id !== '' && !id.startsWith('${');
}
