import { join } from 'node:path';
import { env } from 'node:process';
import { createInterface } from 'node:readline';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { Logger } from '../platform/logger.ts';
import type { ChildLink, ForkAccountProcess, ForkDemoGateway } from './child-link.ts';
import { processEnv } from './process-env.ts';

/** The bundles lie beside this one. */
const WORKER_FILE = 'account-worker.cjs';
const GATEWAY_FILE = 'demo-gateway.cjs';

export function accountProcessFork(bundleDir: string, logger: Logger): ForkAccountProcess {
  return (serviceName) => forkUtility(join(bundleDir, WORKER_FILE), serviceName, logger);
}

export function demoGatewayFork(bundleDir: string, logger: Logger): ForkDemoGateway {
  return () => forkUtility(join(bundleDir, GATEWAY_FILE), 'demo-gateway', logger);
}

function forkUtility(modulePath: string, serviceName: string, logger: Logger): ChildLink {
  const child = utilityProcess.fork(modulePath, [], {
    serviceName,
    env: processEnv(env),
    execArgv: [],
    stdio: 'pipe',
  });
  logLines(child, logger.child({ process: serviceName }));
  let isGone = false;
  child.once('exit', () => {
    isGone = true;
  });
  return {
    port: {
      // A message to a process that has ended crashes main in some Electron releases (electron#53923).
      post: (message) => {
        if (!isGone) child.postMessage(message);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
    },
    pid: () => (isGone ? null : (child.pid ?? null)),
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    kill: () => {
      if (!isGone) killNow(child);
    },
  };
}

/** `kill()` asks politely, which a stopped process never hears. */
function killNow(child: UtilityProcess): void {
  if (child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended between our look and the signal; its exit event is on the way.
  }
}

function logLines(child: UtilityProcess, logger: Logger): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => logger.warn({}, line));
  }
}
