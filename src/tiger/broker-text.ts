import type { TigerConfig } from './config.ts';

/** Long enough for every text the vendor documents; a web page in its place is cut. */
const TEXT_LENGTH_MAX = 300;

/**
 * Tiger's own words on one line, without anything secret that Tiger may have repeated. The account's number shows its
 * last four characters only: the whole number stays in the account's process.
 */
export function brokerText(text: string | null, config: TigerConfig, signature: string): string {
  if (text === null || text.trim() === '') return 'no explanation given';
  const secrets = [config.token?.reveal(), config.secretKey?.reveal(), signature];
  let shown = text;
  for (const secret of secrets) if (secret !== undefined) shown = shown.replaceAll(secret, '[redacted]');
  return shown
    .replaceAll(config.account, `...${config.account.slice(-4)}`)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, TEXT_LENGTH_MAX);
}
