import type { PushAddress } from './push-address.ts';

export interface PushSocketListener {
  /** Connected, and over TLS the certificate was accepted. */
  opened(): void;
  received(bytes: Uint8Array): void;
  /** Told once, also when it never opened. The reason holds no address and no certificate. */
  ended(reason: string): void;
}

export interface PushSocket {
  send(bytes: Uint8Array): void;
  /** Bytes that the other side has not taken yet. */
  readonly unsentBytes: number;
  destroy(): void;
}

export type OpenPushSocket = (address: PushAddress, listener: PushSocketListener) => PushSocket;
