import type { Socket } from 'node:net';
import {
  BRIDGE_PROTOCOL,
  formatHello,
  HELLO_BYTES_MAX,
  type HelloAnswer,
  type Pairing,
  parseAnswer,
} from '../shared/bridge-hello.ts';

const NEWLINE = 0x0a;
/** Only the protocol number decides; this is for the app's log. */
const BRIDGE_VERSION = '1';

/**
 * One line each way. Read in paused mode with the rest put back: after `pause()` a later data listener would wait
 * for ever.
 * @throws Error if the peer is silent, closes, or answers something else
 */
export function sayHello(
  socket: Socket,
  shown: { readonly token: string; readonly pairing: Pairing | null },
  timeoutMs: number,
): Promise<HelloAnswer> {
  socket.write(formatHello({ bridge: BRIDGE_PROTOCOL, version: BRIDGE_VERSION, ...shown }));
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const finish = (outcome: HelloAnswer | string) => {
      clearTimeout(timer);
      socket.off('readable', onReadable);
      socket.off('close', onGone);
      socket.off('error', onGone);
      if (typeof outcome !== 'string') return resolve(outcome);
      socket.destroy();
      reject(new Error(outcome));
    };
    const onGone = () => finish('Tiger MCP Desktop closed the connection at once. Restart it and try again.');
    const onReadable = () => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf(NEWLINE);
      if (end < 0 && received.length <= HELLO_BYTES_MAX) return;
      const answer = end < 0 ? null : parseAnswer(received.toString('utf8', 0, end));
      if (answer !== null && end + 1 < received.length) socket.unshift(received.subarray(end + 1));
      finish(answer ?? 'What listens in the place of Tiger MCP Desktop does not speak its protocol.');
    };
    const timer = setTimeout(
      () =>
        finish(`Tiger MCP Desktop did not answer within ${timeoutMs / 1000} s. Restart it and try again.`),
      timeoutMs,
    );
    socket.on('readable', onReadable);
    socket.once('close', onGone);
    socket.once('error', onGone);
  });
}
