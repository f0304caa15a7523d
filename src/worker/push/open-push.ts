import { createHash } from 'node:crypto';
import type { AccountId } from '../../shared/domain/account.ts';
import type { PushIdentity } from '../../shared/ipc/worker-messages.ts';
import type { Port } from '../../shared/rpc/port.ts';
import type { Clock } from '../../tiger/clock.ts';
import type { TigerConfig } from '../../tiger/config.ts';
import { nodePushSocket } from '../../tiger/push/node-push-socket.ts';
import { PushClient } from '../../tiger/push/push-client.ts';
import { signTigerId } from '../../tiger/wire/signature.ts';
import type { ReadCache } from '../read-cache.ts';
import { AskedSymbols } from './asked-symbols.ts';
import { PushHost } from './push-host.ts';
import { PushInbox } from './push-inbox.ts';
import { PushedQuotes } from './pushed-quotes.ts';

/** The push side of an account's process. */
export interface WorkerPushSide {
  readonly identity: PushIdentity;
  readonly host: PushHost;
  readonly inbox: PushInbox;
  readonly quotes: PushedQuotes;
  readonly asked: AskedSymbols;
}

export interface OpenPushDeps {
  readonly config: TigerConfig;
  readonly accountId: AccountId;
  readonly port: Port;
  readonly clock: Clock;
  readonly cache: ReadCache;
}

/** null if the configuration names no push service: then changes are found by reading alone. */
export function openPush({ config, accountId, port, clock, cache }: OpenPushDeps): WorkerPushSide | null {
  const { push, tigerId, privateKey, account } = config;
  if (push === null) return null;
  const quotes = new PushedQuotes(clock);
  const inbox = new PushInbox({ accountId, cache, quotes });
  const host = new PushHost({
    clock,
    tell: (event) => {
      // First here, so that whoever reads because of the event reads anew.
      inbox.take(event);
      port.post({ type: 'event', event });
    },
    openClient: (listener) =>
      new PushClient({
        address: push.address,
        identity: { tigerId, signature: signTigerId(tigerId, privateKey) },
        openSocket: nodePushSocket(push.pinnedCertificate),
        clock,
        random: Math.random,
        listener,
      }),
  });
  const asked = new AskedSymbols(clock, (symbols) => {
    port.post({ type: 'event', event: { name: 'asked', symbols: [...symbols] } });
  });
  const service = `${push.address.host}:${push.address.port}`;
  const group = createHash('sha256').update(`${tigerId} ${service}`).digest('hex');
  return { identity: { group, account }, host, inbox, quotes, asked };
}
