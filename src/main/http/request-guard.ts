import { isIP } from 'node:net';
import { isLoopback } from '../../shared/domain/http-settings.ts';

export interface GuardRules {
  readonly port: number;
  /** Where the door listens. */
  readonly address: string;
  /** Names by which it may be called besides. */
  readonly names: readonly string[];
  readonly origins: readonly string[];
}

export type GuardFinding = 'host' | 'origin' | null;

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const DEFAULT_PORTS = [':80', ':443'];

/**
 * Whether a request may be looked at, whatever its token says. A page in a browser reaches this computer's ports, by a
 * name of its own that it lets point here (DNS rebinding): then its host is not one of ours, and its origin is not listed.
 */
export function guardRequest(headers: Headers, rules: GuardRules): GuardFinding {
  const host = headers.get('host')?.toLowerCase() ?? '';
  if (!isOwnHost(host, rules)) return 'host';
  const origin = headers.get('origin');
  return origin === null || rules.origins.includes(origin.toLowerCase()) ? null : 'origin';
}

function isOwnHost(host: string, { port, address, names }: GuardRules): boolean {
  const own = [...names, ...(isLoopback(address) ? [] : [hostOf(address)]), ...LOOPBACK_NAMES];
  const ports = [`:${port}`, ...(DEFAULT_PORTS.includes(`:${port}`) ? [''] : [])];
  return own.some((name) => ports.some((suffix) => host === `${name}${suffix}`));
}

/** An address as it stands in a URL. */
export function hostOf(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
