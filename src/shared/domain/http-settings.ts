import * as z from 'zod';

/** Below it programs of this user may not listen. */
const PORT_MIN = 1024;
const PORT_MAX = 65_535;
/** A page of names; more is a mistake. */
const NAMES_MAX = 20;
const PATH_LENGTH_MAX = 1024;
const NAME_LENGTH_MAX = 253;

export const HTTP_LOOPBACK = '127.0.0.1';

/** An address to listen on, not a name: a name can come to mean another machine. */
export const httpAddressSchema = z.union([z.ipv4(), z.ipv6()], 'must be an IP address of this computer');
const hostNameSchema = z
  .string()
  .max(NAME_LENGTH_MAX)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be a host name in lower case, without a port');
/** `https://grafana.example:3000`: scheme, host and port, as browsers send it. */
const originSchema = z
  .string()
  .max(NAME_LENGTH_MAX)
  .regex(/^https?:\/\/[a-z0-9.[\]:-]+$/, 'must be an origin such as http://localhost:3000');
const fileSchema = z.string().min(1).max(PATH_LENGTH_MAX).nullable();

export const httpNamesSchema = z.array(hostNameSchema).max(NAMES_MAX);
const httpOriginsSchema = z.array(originSchema).max(NAMES_MAX);

/** The door for programs that speak HTTP: AI clients, dashboards, a Prometheus. */
export const httpSettingsShape = {
  isHttpOn: z.boolean(),
  httpPort: z.int().min(PORT_MIN).max(PORT_MAX),
  /** Beyond this computer it listens with TLS alone. */
  httpAddress: httpAddressSchema,
  /** By which names, besides those of this computer itself and its address, it may be called. */
  httpNames: httpNamesSchema,
  /** Whose pages may call it. A request that names no origin comes from no page. */
  httpOrigins: httpOriginsSchema,
  /** Certificate chain and key in PEM; both or neither. */
  httpTlsCertFile: fileSchema,
  httpTlsKeyFile: fileSchema,
};

export const DEFAULT_HTTP_SETTINGS = {
  isHttpOn: false,
  httpPort: 8717,
  httpAddress: HTTP_LOOPBACK as string,
  httpNames: [] as string[],
  httpOrigins: [] as string[],
  httpTlsCertFile: null as string | null,
  httpTlsKeyFile: null as string | null,
};

/** 127.0.0.0/8 and ::1, which no other computer reaches. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** What the user types before other computers can reach the app. */
export const EXPOSE_SENTENCE = 'open this app to other computers';
