import { isLoopback, isTigerHost } from '../tiger-address.ts';

export interface PushAddress {
  readonly host: string;
  readonly port: number;
  /** Plain TCP exists for this machine alone. */
  readonly isEncrypted: boolean;
}

const PORT_MAX = 65_535;

/**
 * The only addresses a push connection may go to: TLS to Tiger's domains; TLS or plain TCP to this machine. The form
 * is the vendor's `ssl,host,port` (wire contract 9.1); `tcp` in place of `ssl` is ours, for a gateway on loopback.
 * @returns null if the text is no such address
 */
export function readPushAddress(text: string): PushAddress | null {
  const match = /^\s*(ssl|tcp)\s*,\s*([a-z0-9.-]{1,253})\s*,\s*(\d{1,5})\s*$/i.exec(text);
  if (match === null) return null;
  const [, scheme = '', host = '', portText = ''] = match;
  const address = {
    host: host.toLowerCase(),
    port: Number(portText),
    isEncrypted: scheme.toLowerCase() === 'ssl',
  };
  if (address.port < 1 || address.port > PORT_MAX) return null;
  if (isLoopbackPush(address)) return address;
  return isTigerHost(address.host) && address.isEncrypted ? address : null;
}

export function isLoopbackPush(address: PushAddress): boolean {
  try {
    return isLoopback(new URL(`http://${address.host}`));
  } catch {
    return false;
  }
}
