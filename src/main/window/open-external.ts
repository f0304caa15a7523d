/** Hosts of pages that the app links to: the broker's developer console and documents, the protocol's site. */
const HOSTS: ReadonlySet<string> = new Set([
  'developer.itigerup.com',
  'quant.itigerup.com',
  'docs.itigerup.com',
  'www.tigerbrokers.com.sg',
  'modelcontextprotocol.io',
]);

/** Only what this allows is handed to the system's browser: other schemes start other programs. */
export function isAllowedExternally(url: string): boolean {
  try {
    const { protocol, hostname, port, username, password } = new URL(url);
    const hasLogin = username !== '' || password !== '';
    return protocol === 'https:' && HOSTS.has(hostname) && port === '' && !hasLogin;
  } catch {
    return false;
  }
}
