import { businessError } from '../gateway-refusal.ts';

/** Bars page backwards: the token is the time that the next page ends before. */
export function toPageToken(endMs: number): string {
  return Buffer.from(`kline|${endMs}`).toString('base64');
}

/** @throws GatewayRefusal if the token is not one of these */
export function readPageToken(token: string | null): number | null {
  if (token === null) return null;
  const match = /^kline\|(\d{1,15})$/.exec(Buffer.from(token, 'base64').toString('latin1'));
  if (match === null) throw businessError("field 'page_token' is illegal, can't be parsed");
  return Number(match[1]);
}
