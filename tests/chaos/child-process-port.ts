import type { ChildProcess } from 'node:child_process';
import type { ChildLink } from '../../src/main/accounts/child-link.ts';
import type { Port } from '../../src/shared/rpc/port.ts';

/** The parent's end of a forked Node process, as the app sees its utility processes. */
export function linkTo(child: ChildProcess): ChildLink {
  let isGone = false;
  child.once('exit', () => {
    isGone = true;
  });
  return {
    port: {
      post: (message) => {
        // A message to a process that was killed a moment ago is lost, as it is in the app.
        if (!isGone) child.send(message as object, () => {});
      },
      onMessage: (listener) => void child.on('message', listener),
    },
    pid: () => (isGone ? null : (child.pid ?? null)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** The child's end. A child whose parent is gone ends, as the app's processes do. */
export function parentPort(): Port {
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message, () => {}),
    onMessage: (listener) => void process.on('message', listener),
  };
}
