import { createHash } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';

/**
 * The text that tells Tiger which device asks. The official SDKs send the network card's address, and quote
 * permissions belong to one device, so the same computer must keep giving the same text.
 */
export function readDeviceId(): string {
  const addresses = Object.entries(networkInterfaces())
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, entries]) => entries ?? [])
    .filter((entry) => !entry.internal && entry.mac !== '00:00:00:00:00:00')
    .map((entry) => entry.mac);
  return addresses[0] ?? inventedAddress();
}

/** A computer without a network card: a locally administered address (first octet 02) made from its name. */
function inventedAddress(): string {
  const digest = createHash('sha256').update(hostname()).digest('hex');
  return `02:${digest.slice(0, 10).match(/../g)?.join(':')}`;
}
