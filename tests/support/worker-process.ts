import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { ChildLink } from '../../src/main/accounts/child-link.ts';
import { linkTo } from '../chaos/child-process-port.ts';

export interface WorkerProcess {
  readonly link: ChildLink;
  readonly child: ChildProcess;
}

/** The process of an account on plain Node, over messages that are copied as between Electron's processes. */
export function workerProcess(): WorkerProcess {
  const child = fork(join(import.meta.dirname, '..', 'chaos', 'account-process.ts'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  return { child, link: linkTo(child) };
}
