import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  BRIDGE_PROTOCOL,
  HELLO_BYTES_MAX,
  type HelloAnswer,
  type Pairing,
  parseHello,
} from '../../shared/bridge-hello.ts';

export type Refusal = Extract<HelloAnswer, { ok: false }>;

/** A good hello. `clientId` null: a program without an entry. */
export interface Welcome {
  readonly ok: true;
  readonly clientId: string | null;
}

export interface HelloOptions {
  readonly token: string;
  /** The client behind a pairing; null for a wrong token, an unknown client and one that is turned away. */
  readonly authenticate: (pairing: Pairing) => { readonly clientId: string } | Refusal;
  readonly timeoutMs: number;
}

const NEWLINE = 0x0a;

/**
 * Reads the bridge's one line and leaves the socket paused, with whatever came behind the line put back: a data
 * listener on a paused socket waits for ever unless it is resumed.
 * @returns who it is if the hello is good; 'gone' if the peer left or said nothing in time
 */
export function acceptHello(socket: Socket, options: HelloOptions): Promise<Refusal | Welcome | 'gone'> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const finish = (outcome: Refusal | Welcome | 'gone') => {
      clearTimeout(timer);
      socket.off('readable', onReadable);
      socket.off('end', onGone);
      socket.off('close', onGone);
      socket.off('error', onGone);
      resolve(outcome);
    };
    const onGone = () => finish('gone');
    const onReadable = () => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return;
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf(NEWLINE);
      if (end < 0 && received.length <= HELLO_BYTES_MAX) return;
      const isTooLong = end < 0 || end > HELLO_BYTES_MAX;
      const rest = received.subarray(end + 1);
      if (!isTooLong && rest.length > 0) socket.unshift(rest);
      finish(isTooLong ? MALFORMED : judge(received.toString('utf8', 0, end), options));
    };
    const timer = setTimeout(onGone, options.timeoutMs);
    socket.on('readable', onReadable);
    socket.once('end', onGone);
    socket.once('close', onGone);
    socket.once('error', onGone);
  });
}

const MALFORMED: Refusal = { ok: false, code: 'malformed', message: 'That is no hello of tiger-mcp.' };

function judge(line: string, { token, authenticate }: HelloOptions): Refusal | Welcome {
  const hello = parseHello(line);
  if (hello === null) return MALFORMED;
  // The token first: what does not know it learns nothing about this app.
  if (!isSameToken(hello.token, token)) {
    return {
      ok: false,
      code: 'token',
      message: 'The token is not the one of this start of Tiger MCP Desktop.',
    };
  }
  if (hello.bridge !== BRIDGE_PROTOCOL) {
    return {
      ok: false,
      code: 'version',
      message:
        'tiger-mcp and Tiger MCP Desktop are of different versions. Restart the AI client, then the app.',
    };
  }
  if (hello.pairing === null) return { ok: true, clientId: null };
  const known = authenticate(hello.pairing);
  return 'clientId' in known ? { ok: true, ...known } : known;
}

/** Hashes have one length, so the comparison takes the same time whatever was sent. */
function isSameToken(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
