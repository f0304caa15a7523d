import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BRIDGE_PROTOCOL, ENDPOINT_FILE, type Endpoint, parseEndpoint } from '../shared/bridge-hello.ts';
import { launchApp } from './launch-app.ts';
import { readPairing } from './read-pairing.ts';
import type { BridgeDeps } from './run-bridge.ts';
import { sayHello } from './say-hello.ts';

/** What a connection attempt fails with when nobody listens: the endpoint file is of an app that is gone. */
const NOBODY_LISTENS: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOENT']);

/**
 * Connects to the running app, or starts it once and waits for it.
 * @throws Error with one line for a person
 */
export async function reachApp(deps: BridgeDeps): Promise<Socket> {
  const { limits } = deps;
  const deadlineMs = Date.now() + limits.startTimeoutMs;
  let refusedToken: string | null = null;
  let hasLaunched = false;
  for (;;) {
    const endpoint = readEndpoint(deps.homeDir);
    // An app that starts right now listens a moment before it renews the file: a refused token is not tried again.
    if (endpoint !== null && endpoint.token !== refusedToken) {
      const socket = await tryConnect(endpoint);
      if (socket !== null) {
        const shown = { token: endpoint.token, pairing: readPairing(deps) };
        const answer = await sayHello(socket, shown, limits.helloTimeoutMs);
        if (answer.ok) return socket;
        socket.destroy();
        if (answer.code !== 'token') throw new Error(answer.message);
        refusedToken = endpoint.token;
      }
    }
    if (!hasLaunched && refusedToken === null) launchApp(deps.ownDir);
    hasLaunched = true;
    if (Date.now() >= deadlineMs) throw new Error(unreachableText(refusedToken, limits.startTimeoutMs));
    await delay(limits.pollMs);
  }
}

function unreachableText(refusedToken: string | null, startTimeoutMs: number): string {
  return refusedToken === null
    ? `Tiger MCP Desktop is not running and did not start within ${startTimeoutMs / 1000} s. Start it and try again.`
    : 'Tiger MCP Desktop does not accept the token in its endpoint file. Restart it and try again.';
}

/** null: there is no app, or none that says where. @throws Error if it is of another version */
function readEndpoint(homeDir: string): Endpoint | null {
  let text: string;
  try {
    text = readFileSync(join(homeDir, ENDPOINT_FILE), 'utf8');
  } catch {
    return null;
  }
  const endpoint = parseEndpoint(text);
  if (endpoint !== null && endpoint.protocol !== BRIDGE_PROTOCOL) {
    throw new Error(
      `Tiger MCP Desktop ${endpoint.appVersion} and this tiger-mcp are of different versions. Restart the app, then this program.`,
    );
  }
  return endpoint;
}

/** null: nobody listens there. @throws Error if somebody might, but this user may not connect. */
export function tryConnect(endpoint: Endpoint): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(endpoint.path);
    const onError = (error: NodeJS.ErrnoException) => {
      if (NOBODY_LISTENS.has(error.code)) return resolve(null);
      const reason =
        error.code === 'EPERM' || error.code === 'EACCES' ? 'it runs as another user' : error.code;
      reject(new Error(`Tiger MCP Desktop cannot be reached (${reason}). Restart it and try again.`));
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
