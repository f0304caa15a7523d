/** Wire contract 1.1. The account's money moves through these hosts, so the list is closed. */
const TIGER_DOMAINS = ['tigerfintech.com', 'tradeup.com'] as const;

export const PRODUCTION_GATEWAY_URL = 'https://openapi.tigerfintech.com/gateway';
/** Licence TBUS. */
export const PRODUCTION_US_GATEWAY_URL = 'https://openapi.tradeup.com/gateway';

/** Only addresses that cannot leave this machine; a name such as `localhost` depends on the resolver, so it is none. */
export function isLoopback(url: URL): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(url.hostname) || url.hostname === '[::1]';
}

/** A host below one of Tiger's domains. */
export function isTigerHost(host: string): boolean {
  return /^[a-z0-9.-]+$/.test(host) && TIGER_DOMAINS.some((domain) => host.endsWith(`.${domain}`));
}

/**
 * The only addresses a signed request may go to: https to Tiger's domains, http to this machine.
 * @returns null if the text is no such address
 */
export function readGatewayAddress(text: string): URL | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (isLoopback(url)) return url.protocol === 'http:' ? url : null;
  return isTigerHost(url.hostname) && url.protocol === 'https:' ? url : null;
}
