import { afterEach, beforeEach, expect } from 'vitest';
import type { newerClient, olderClient } from './mcp-client-pair.ts';
import { McpHostFixture } from './mcp-host-fixture.ts';

export type AnyClient = Awaited<ReturnType<typeof olderClient>> | Awaited<ReturnType<typeof newerClient>>;

/** For each test a new app; clients of either revision reach it through the bridge and leave at the end. */
export function mcpBothClients() {
  let app: McpHostFixture;
  const closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    app = new McpHostFixture();
    await app.host.listen();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await app.close();
    expect(app.defects).toEqual([]);
  });
  return {
    app: () => app,
    /** Before the app ends. */
    atEnd: (close: () => Promise<unknown>) => void closing.push(close),
    async connected<C extends AnyClient>(
      connect: (bridge: McpHostFixture['bridge']) => Promise<C>,
    ): Promise<C> {
      const client = await connect(app.bridge);
      closing.push(() => client.close());
      return client;
    },
  };
}
