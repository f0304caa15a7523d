import { PRODUCTION_GATEWAY_URL, PRODUCTION_US_GATEWAY_URL } from './tiger-address.ts';

/** Tiger's firms (wire contract 1.2): each has its own regulator, and the US firm its own address. */
export const LICENSES = ['TBNZ', 'TBSG', 'TBHK', 'TBAU', 'TBUS'] as const;
export type License = (typeof LICENSES)[number];

/** @returns null if it is none that this client knows; its address would be a guess */
export function readLicense(text: string): License | null {
  const name = text.trim().toUpperCase();
  return LICENSES.find((license) => license === name) ?? null;
}

/** Only the Hong Kong firm asks for a second factor, which travels as a token (wire contract 6). */
export function needsToken(license: License | null): boolean {
  return license === 'TBHK';
}

export function gatewayUrlOf(license: License | null): string {
  return license === 'TBUS' ? PRODUCTION_US_GATEWAY_URL : PRODUCTION_GATEWAY_URL;
}
