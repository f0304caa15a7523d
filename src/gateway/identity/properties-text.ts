import { formatProperties } from '../../tiger/wire/properties-file.ts';
import type { Developer, GatewayIdentity } from './gateway-identity.ts';

/**
 * The developer's configuration file as the vendor's portal would hand it out, plus two members: `server_url`, which
 * the official SDKs also read, and `tiger_public_key`, the key that this gateway signs its answers with.
 */
export function propertiesText(
  identity: GatewayIdentity,
  developer: Developer,
  account: string,
  url: string,
): string {
  return formatProperties([
    ['tiger_id', developer.tigerId],
    ['account', account],
    ['license', developer.license],
    ['env', 'PROD'],
    ['private_key_pk1', developer.privateKeyText],
    ['server_url', url],
    ['tiger_public_key', identity.publicKeyText],
  ]);
}
