import * as z from 'zod';
import type { TigerConfig } from './config.ts';
import type { License } from './license.ts';
import { isLoopback, isTigerHost, readGatewayAddress } from './tiger-address.ts';
import { parseExactJson } from './wire/exact-json.ts';
import { wireIntegerOrNull } from './wire/wire-readers.ts';

/** The vendor's list of current addresses (wire contract 1.3). It is asked without identity and answers unsigned. */
const LOOK_UP_URL = 'https://cg.play-analytics.com';
const LOOK_UP_US_URL = 'https://cg.play-analytics.com?appName=tradeup';

const answerSchema = z.looseObject({
  items: z.array(
    z.looseObject({ openapi: z.looseObject({ socket_port: wireIntegerOrNull }).nullish() }).nullable(),
  ),
});

interface PushAddress {
  readonly host: string;
  readonly port: number;
}

/** What the list says; null stands for "stay with the static address". */
export interface DynamicDomains {
  readonly tradeUrl: URL | null;
  readonly quoteUrl: URL | null;
  readonly push: PushAddress | null;
}

const UNCHANGED: DynamicDomains = { tradeUrl: null, quoteUrl: null, push: null };

/**
 * Picks the addresses of an account out of the list. Whatever the list says, only https to Tiger's own domains counts:
 * who controls the list must not be able to lead signed requests elsewhere. Without a licence only the push address
 * changes, as in the official SDK. Text that is no such list changes nothing.
 */
export function resolveDomains(
  listText: string,
  wanted: { readonly license: License | null; readonly account: string },
): DynamicDomains {
  const domains = productionDomains(listText);
  if (domains === null) return UNCHANGED;
  const common = textOf(domains['COMMON']);
  const push = pushAddress(common, domains.socket_port);
  if (wanted.license === null) return { ...UNCHANGED, push };
  const gateway = (key: string) => gatewayUrl(textOf(domains[key]) ?? common);
  return {
    tradeUrl: gateway(isPaperAccount(wanted.account) ? `${wanted.license}-PAPER` : wanted.license),
    quoteUrl: gateway(`${wanted.license}-QUOTE`),
    push,
  };
}

/**
 * The config with the addresses of the list. Nobody calls this by default: it asks a host that is not Tiger's gateway.
 * `fetchText` gives null on every failure, and then the static addresses stay. A gateway on this machine stays too.
 */
export async function withDynamicDomains(
  config: TigerConfig,
  fetchText: (url: URL) => Promise<string | null>,
): Promise<TigerConfig> {
  if (isLoopback(config.tradeUrl) || isLoopback(config.quoteUrl)) return config;
  const text = await fetchText(new URL(config.license === 'TBUS' ? LOOK_UP_US_URL : LOOK_UP_URL));
  if (text === null) return config;
  const { tradeUrl, quoteUrl } = resolveDomains(text, config);
  return { ...config, tradeUrl: tradeUrl ?? config.tradeUrl, quoteUrl: quoteUrl ?? config.quoteUrl };
}

/** The first element that has the production environment. */
function productionDomains(listText: string) {
  try {
    const { items } = answerSchema.parse(parseExactJson(listText));
    return items.map((item) => item?.openapi).find((domains) => domains != null) ?? null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function gatewayUrl(base: string | null): URL | null {
  const url = base === null ? null : readGatewayAddress(`${base.replace(/\/+$/, '')}/gateway`);
  return url === null || isLoopback(url) ? null : url;
}

function pushAddress(base: string | null, port: number | null): PushAddress | null {
  const host = base?.replace(/^https:\/\//, '').replace(/[/:].*$/, '') ?? '';
  if (port === null || port < 1 || port > 65_535 || !isTigerHost(host)) return null;
  return { host, port };
}

/** Wire contract 1.6: digits only, 17 or more. */
function isPaperAccount(account: string): boolean {
  return /^\d{17,}$/.test(account);
}
