import { selfSignedCertificate } from '../identity/self-signed-certificate.ts';
import { PushServer, type PushServerDeps } from './push-server.ts';
import type { PushMessage } from './quote-messages.ts';

/** The push service as clients are configured for it. */
export interface OpenPush {
  /** `ssl,host,port`. */
  readonly address: string;
  /** Bare base64 DER. */
  readonly certificate: string;
  /** As `PushServer.tellQuotes`. */
  tellQuotes(symbol: string, message: PushMessage): void;
  close(): Promise<void>;
}

/** TLS with a certificate of the gateway's own key, which its clients pin. @throws Error if the port is taken */
export async function openPush(deps: Omit<PushServerDeps, 'tls'>, port: number): Promise<OpenPush> {
  const certificate = selfSignedCertificate(deps.identity.signingKey).toString('base64');
  const lines = certificate.match(/.{1,64}/g) ?? [];
  const cert = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  const key = deps.identity.signingKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const server = new PushServer({ ...deps, tls: { key, cert } });
  const address = await server.listen(port);
  return {
    address,
    certificate,
    tellQuotes: (symbol, message) => server.tellQuotes(symbol, message),
    close: () => server.close(),
  };
}
