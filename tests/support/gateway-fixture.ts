import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, type GatewayOptions, startGateway } from '../../src/gateway/gateway.ts';
import { callGateway, type LooseEnvelope, type SignedCall } from './signed-request.ts';

export interface GatewayFixture {
  readonly gateway: Gateway;
  readonly account: string;
  readonly homeDir: string;
  /** A signed call of the first developer with the account filled in. */
  call(
    method: string,
    biz?: Readonly<Record<string, unknown>>,
    more?: Partial<SignedCall>,
  ): Promise<LooseEnvelope>;
  close(): Promise<void>;
}

/** A gateway of its own on a fresh folder, with the control door open and without rate limits. */
export async function gatewayFixture(options: Partial<GatewayOptions> = {}): Promise<GatewayFixture> {
  const homeDir = options.homeDir ?? mkdtempSync(join(tmpdir(), 'gateway-'));
  const gateway = await startGateway({ homeDir, faults: true, rateLimits: false, ...options });
  const account = gateway.developers[0]?.accounts[0] ?? '';
  return {
    gateway,
    account,
    homeDir,
    call: (method, biz, more) =>
      callGateway(gateway.url, {
        properties: gateway.properties,
        method,
        biz: { account, ...biz },
        ...more,
      }),
    close: async () => {
      await gateway.close();
      rmSync(homeDir, { recursive: true, force: true });
    },
  };
}
