import { formatProperties } from '../../tiger/wire/properties-file.ts';
import type { OpenPush } from '../push/open-push.ts';
import type { Developer, GatewayIdentity } from './gateway-identity.ts';

/**
 * The developer's configuration file as the vendor's portal would hand it out, plus what a gateway elsewhere needs:
 * `server_url` and `socket_host_port`, which the official SDKs also read, and `tiger_public_key` and
 * `push_certificate`, by which this gateway is known.
 */
export function propertiesText(
  identity: GatewayIdentity,
  developer: Developer,
  account: string,
  url: string,
  push: Pick<OpenPush, 'address' | 'certificate'>,
): string {
  return formatProperties([
    ['tiger_id', developer.tigerId],
    ['account', account],
    ['license', developer.license],
    ['env', 'PROD'],
    ['private_key_pk1', developer.privateKeyText],
    ['server_url', url],
    ['socket_host_port', push.address],
    ['push_certificate', push.certificate],
    ['tiger_public_key', identity.publicKeyText],
  ]);
}
