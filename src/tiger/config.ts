import type { KeyObject } from 'node:crypto';
import { Secret } from '../shared/secret.ts';
import { ConfigError } from './config-error.ts';
import { PRODUCTION_GATEWAY_PUBLIC_KEY } from './gateway-public-key.ts';
import { gatewayUrlOf, LICENSES, type License, readLicense } from './license.ts';
import { isLoopbackPush, type PushAddress, readPushAddress } from './push/push-address.ts';
import { isLoopback, readGatewayAddress } from './tiger-address.ts';
import { isHeaderText } from './wire/header-text.ts';
import { parseProperties } from './wire/properties-file.ts';
import { PRIVATE_KEY_PROPERTIES, PROPERTY } from './wire/property-names.ts';
import { KeyError, readPrivateKey, readPublicKey } from './wire/rsa-key.ts';

/** Everything that one account's client needs to know. Secrets cannot be printed by accident. */
export interface TigerConfig {
  readonly tigerId: string;
  readonly account: string;
  /** null if the file does not say. */
  readonly license: License | null;
  readonly privateKey: KeyObject;
  /** Signs the gateway's answers. */
  readonly gatewayPublicKey: KeyObject;
  readonly tradeUrl: URL;
  readonly quoteUrl: URL;
  /** null: changes are not pushed but read. */
  readonly push: PushConfig | null;
  /** Two-factor token of the Hong Kong licence (wire contract 6). */
  readonly token: Secret | null;
  /** Institutional users only (wire contract 1.7). */
  readonly secretKey: Secret | null;
}

interface PushConfig {
  readonly address: PushAddress;
  /** Bare base64 DER that a push service on this machine presents; null elsewhere. */
  readonly pinnedCertificate: string | null;
}

const DOWNLOAD_AGAIN =
  'Download tiger_openapi_config.properties again from the Tiger developer page and paste its whole text.';

type Properties = ReadonlyMap<string, string>;

/**
 * Reads the text of tiger_openapi_config.properties.
 * @throws ConfigError
 */
export function readTigerConfig(text: string): TigerConfig {
  const properties = readProperties(text);
  refuseSandbox(properties);
  const tigerId = required(properties, PROPERTY.tigerId, /^\d{1,20}$/, 'digits');
  const account = required(properties, PROPERTY.account, /^[A-Za-z0-9]{1,32}$/, 'letters and digits');
  const license = licenseOf(properties);
  const fallbackUrl = gatewayUrlOf(license);
  const tradeUrl = address(PROPERTY.serverUrl, optional(properties, PROPERTY.serverUrl) ?? fallbackUrl);
  const quoteUrl = address(
    PROPERTY.quoteServerUrl,
    optional(properties, PROPERTY.quoteServerUrl) ?? tradeUrl.href,
  );
  return {
    tigerId,
    account,
    license,
    privateKey: privateKey(properties),
    gatewayPublicKey: gatewayPublicKey(properties, tradeUrl, quoteUrl),
    tradeUrl,
    quoteUrl,
    push: pushConfig(properties),
    token: secret(properties, PROPERTY.token),
    secretKey: secret(properties, PROPERTY.secretKey),
  };
}

/** For accounts that must never leave this machine. @throws ConfigError */
export function requireLoopback(config: TigerConfig): void {
  const isPushLocal = config.push === null || isLoopbackPush(config.push.address);
  if (isLoopback(config.tradeUrl) && isLoopback(config.quoteUrl) && isPushLocal) return;
  throw new ConfigError(
    'not-loopback',
    PROPERTY.serverUrl,
    'The demo account may only be reached on this machine.',
    'Restart the app, which starts the demo exchange again.',
  );
}

function readProperties(text: string): Properties {
  try {
    return parseProperties(text);
  } catch {
    throw new ConfigError(
      'not-properties',
      null,
      'The text is too long for a properties file.',
      DOWNLOAD_AGAIN,
    );
  }
}

function refuseSandbox(properties: Properties): void {
  const environment = optional(properties, PROPERTY.environment)?.toUpperCase();
  if (environment !== 'SANDBOX' && environment !== 'TEST') return;
  throw new ConfigError(
    'sandbox',
    PROPERTY.environment,
    'The file is for the Tiger sandbox, which Tiger has closed.',
    'Use the file of a paper account on the production environment (env=PROD).',
  );
}

function optional(properties: Properties, name: string): string | null {
  const value = properties.get(name)?.trim() ?? '';
  return value === '' ? null : value;
}

function required(properties: Properties, name: string, form: RegExp, formText: string): string {
  const value = optional(properties, name);
  if (value === null) {
    throw new ConfigError('missing', name, `The file has no value for "${name}".`, DOWNLOAD_AGAIN);
  }
  if (!form.test(value)) {
    throw new ConfigError('malformed', name, `The value of "${name}" must be ${formText}.`, DOWNLOAD_AGAIN);
  }
  return value;
}

function licenseOf(properties: Properties): License | null {
  const value = optional(properties, PROPERTY.license);
  if (value === null) return null;
  const license = readLicense(value);
  if (license !== null) return license;
  throw new ConfigError(
    'unknown-license',
    PROPERTY.license,
    `The licence in "${PROPERTY.license}" is none that this app knows (${LICENSES.join(', ')}).`,
    'Compare the line with the Tiger developer page; if Tiger has a new licence, update the app.',
  );
}

function secret(properties: Properties, name: string): Secret | null {
  const value = optional(properties, name);
  if (value === null) return null;
  if (!isHeaderText(value)) {
    throw new ConfigError(
      'malformed',
      name,
      `The value of "${name}" must be printable ASCII.`,
      DOWNLOAD_AGAIN,
    );
  }
  return new Secret(value);
}

function privateKey(properties: Properties): KeyObject {
  for (const name of PRIVATE_KEY_PROPERTIES) {
    const value = optional(properties, name);
    if (value !== null) return key(name, () => readPrivateKey(value));
  }
  const names = PRIVATE_KEY_PROPERTIES.join(', ');
  throw new ConfigError('missing', null, `The file has no private key (${names}).`, DOWNLOAD_AGAIN);
}

function gatewayPublicKey(properties: Properties, tradeUrl: URL, quoteUrl: URL): KeyObject {
  if (!isLoopback(tradeUrl) || !isLoopback(quoteUrl)) return readPublicKey(PRODUCTION_GATEWAY_PUBLIC_KEY);
  const value = optional(properties, PROPERTY.tigerPublicKey);
  if (value === null) {
    throw new ConfigError(
      'missing',
      PROPERTY.tigerPublicKey,
      `A gateway on this machine needs its public key in "${PROPERTY.tigerPublicKey}".`,
      'Use the properties file that the local gateway wrote.',
    );
  }
  return key(PROPERTY.tigerPublicKey, () => readPublicKey(value));
}

function key(name: string, read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    throw new ConfigError('bad-key', name, `"${name}": ${error.message}`, DOWNLOAD_AGAIN);
  }
}

function address(name: string, text: string): URL {
  const url = readGatewayAddress(text);
  if (url !== null) return url;
  throw new ConfigError(
    'address-refused',
    name,
    `The address in "${name}" is neither https to a Tiger domain nor http to this machine.`,
    `Remove the line "${name}" to use Tiger's own address.`,
  );
}

function pushConfig(properties: Properties): PushConfig | null {
  const text = optional(properties, PROPERTY.pushAddress);
  if (text === null) return null;
  const pushAddress = readPushAddress(text);
  if (pushAddress === null) {
    throw new ConfigError(
      'address-refused',
      PROPERTY.pushAddress,
      `The address in "${PROPERTY.pushAddress}" is neither ssl to a Tiger domain nor on this machine.`,
      `Remove the line "${PROPERTY.pushAddress}", or write it as ssl,host,port.`,
    );
  }
  if (!isLoopbackPush(pushAddress)) return { address: pushAddress, pinnedCertificate: null };
  return { address: pushAddress, pinnedCertificate: certificate(properties) };
}

function certificate(properties: Properties): string | null {
  const value = optional(properties, PROPERTY.pushCertificate);
  if (value === null || /^[A-Za-z0-9+/]{1,8192}={0,2}$/.test(value)) return value;
  const name = PROPERTY.pushCertificate;
  throw new ConfigError('malformed', name, `The value of "${name}" must be base64.`, DOWNLOAD_AGAIN);
}
