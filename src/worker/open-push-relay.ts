import type { Port } from '../shared/rpc/port.ts';
import type { Clock } from '../tiger/clock.ts';
import type { TigerConfig } from '../tiger/config.ts';
import { nodePushSocket } from '../tiger/push/node-push-socket.ts';
import { PushClient } from '../tiger/push/push-client.ts';
import { signTigerId } from '../tiger/wire/signature.ts';
import { PushRelay } from './push-relay.ts';
import type { ReadCache } from './read-cache.ts';

/** null if the configuration names no push service: then changes are found by reading alone. */
export function openPushRelay(
  config: TigerConfig,
  port: Port,
  clock: Clock,
  cache: ReadCache,
): PushRelay | null {
  const { push, tigerId, privateKey, account } = config;
  if (push === null) return null;
  return new PushRelay({
    account,
    clock,
    cache,
    post: (event) => port.post({ type: 'event', event }),
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
}
