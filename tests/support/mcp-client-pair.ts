import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

export interface BridgeCommand {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** Revision 2025-11-25 through the bridge. */
export async function olderClient(bridge: BridgeCommand): Promise<Client> {
  const client = new Client({ name: 'Older test', version: '1.0' });
  await client.connect(new StdioClientTransport({ ...bridge, stderr: 'inherit' }));
  return client;
}

/** Revision 2026-07-28 through the bridge. */
export async function newerClient(bridge: BridgeCommand): Promise<ModernClient> {
  const client = new ModernClient(
    { name: 'Newer test', version: '2.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new ModernStdio({ ...bridge, stderr: 'inherit' }));
  return client;
}
