import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { quoteRealTime } from '../../src/tiger/methods/quote-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';

// What a plain MCP server for Tiger looks like: the SDK's stdio transport and one signed call, in one process. The
// difference to the app's figure is the price of bridge, main, access, audit and the account process.
const TIMEOUT_MS = 10_000;
const propertiesPath = process.argv[2];
if (propertiesPath === undefined) throw new Error('usage: bare-server.ts <tiger_openapi_config.properties>');
const tiger = openTigerClient(readTigerConfig(readFileSync(propertiesPath, 'utf8')));

const server = new McpServer({ name: 'bare', version: '1.0.0' });
server.registerTool('get_quote', { inputSchema: { symbol: z.string() } }, async ({ symbol }) => {
  const reply = await tiger.read(quoteRealTime, { symbols: [symbol] }, { timeoutMs: TIMEOUT_MS });
  return { content: [{ type: 'text', text: JSON.stringify(reply.data[0]) }] };
});
// The protocol alone.
server.registerTool('echo', { inputSchema: { text: z.string() } }, ({ text }) => ({
  content: [{ type: 'text', text }],
}));
await server.connect(new StdioServerTransport());
process.stdin.on('end', () => tiger.close());
