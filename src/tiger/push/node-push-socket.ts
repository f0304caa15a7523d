import * as net from 'node:net';
import * as tls from 'node:tls';
import { isLoopbackPush, type PushAddress } from './push-address.ts';
import type { OpenPushSocket, PushSocketListener } from './push-socket.ts';

/**
 * TCP and TLS of this machine. The certificate is always verified, other than by the official clients.
 * @param pinnedCertificate bare base64 DER that a gateway on this machine made for itself; nowhere else is it looked at
 */
export function nodePushSocket(pinnedCertificate: string | null): OpenPushSocket {
  return (address, listener) => {
    const socket = address.isEncrypted ? openTls(address, pinnedCertificate) : openPlain(address);
    socket.setNoDelay(true);
    follow(socket, address.isEncrypted ? 'secureConnect' : 'connect', listener);
    return {
      send: (bytes) => {
        if (!socket.destroyed) socket.write(bytes);
      },
      get unsentBytes() {
        return socket.writableLength;
      },
      destroy: () => socket.destroy(),
    };
  };
}

function openTls(address: PushAddress, pinnedCertificate: string | null): tls.TLSSocket {
  const isPinned = pinnedCertificate !== null && isLoopbackPush(address);
  return tls.connect({
    host: address.host,
    port: address.port,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    // An address in digits may not be sent as a server name.
    ...(net.isIP(address.host) === 0 ? { servername: address.host } : {}),
    ...(isPinned ? { ca: pemOf(pinnedCertificate) } : {}),
  });
}

/** The configuration was checked already; this is the last door before the wire and costs nothing. */
function openPlain(address: PushAddress): net.Socket {
  if (!isLoopbackPush(address)) throw new RangeError('plain push connections stay on this machine');
  return net.connect({ host: address.host, port: address.port });
}

function follow(socket: net.Socket, openEvent: string, listener: PushSocketListener): void {
  let reason = 'the connection was closed';
  socket.once(openEvent, () => listener.opened());
  socket.on('data', (bytes: Buffer) => listener.received(bytes));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    // The code alone (ECONNRESET, CERT_HAS_EXPIRED): messages quote addresses and whole certificates.
    if (typeof error.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(error.code)) reason = error.code;
  });
  socket.once('close', () => listener.ended(reason));
}

function pemOf(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
