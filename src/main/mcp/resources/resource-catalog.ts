import { readHealth } from './read-health.ts';
import { readInfo } from './read-info.ts';
import { readToolSchema } from './read-tool-schema.ts';
import type { ResourceDefinition } from './resource.ts';
import { ACCOUNTS_URI, HEALTH_URI, ordersUri, positionsUri } from './resource-uri.ts';

/** As many as the tools give in one answer; more are reached by the tools' paging, which the contents say. */
const ROWS = 100;

/** Every resource, in the order in which clients see them. */
export const resourceCatalog: readonly ResourceDefinition[] = [
  {
    uri: HEALTH_URI,
    name: 'health',
    title: 'Health',
    description: 'Whether the app and the accounts that are open to you work right now.',
    tool: null,
    read: (_variables, context) => readHealth(context),
  },
  {
    uri: 'tiger://info',
    name: 'info',
    title: 'Server information',
    description: 'Version, limits, and the names of the tools that you may use.',
    tool: null,
    read: async (_variables, context) => readInfo(context),
  },
  {
    uri: ACCOUNTS_URI,
    name: 'accounts',
    title: 'Accounts',
    description: 'Accounts that are open to you, with mode and state; the same as tiger_list_accounts.',
    tool: 'tiger_list_accounts',
    read: (_variables, { answer }) => answer('tiger_list_accounts', { include_inactive: true }),
  },
  {
    uri: 'tiger://accounts/{alias}/positions',
    name: 'positions',
    title: 'Positions of an account',
    description: `The first ${ROWS} positions; tiger_get_positions pages through more.`,
    tool: 'tiger_get_positions',
    ofAccount: ({ alias }) => positionsUri(alias),
    read: ({ alias = '' }, { answer }) => answer('tiger_get_positions', { account_id: alias, limit: ROWS }),
  },
  {
    uri: 'tiger://accounts/{alias}/orders',
    name: 'orders',
    title: 'Orders of an account',
    description: `The latest ${ROWS} orders, open ones included; tiger_get_orders filters and takes dates.`,
    tool: 'tiger_get_orders',
    ofAccount: ({ alias }) => ordersUri(alias),
    read: ({ alias = '' }, { answer }) => answer('tiger_get_orders', { account_id: alias, limit: ROWS }),
  },
  {
    uri: 'tiger://quotes/{symbol}',
    name: 'quote',
    title: 'Quote',
    description: 'Current quote of a stock or ETF. Subscribe to it to be told when it changes.',
    tool: 'tiger_get_quote',
    read: ({ symbol = '' }, { answer }) => answer('tiger_get_quote', { symbol }),
  },
  {
    uri: 'tiger://proposals/{proposal_id}',
    name: 'proposal',
    title: 'Proposal',
    description: 'Where a proposed order stands. Subscribe to it to be told of the decision.',
    tool: 'tiger_get_proposal',
    read: ({ proposal_id = '' }, { answer }) =>
      answer('tiger_get_proposal', { proposal_id, wait_seconds: 0 }),
  },
  {
    uri: 'tiger://tools/{tool}/schema',
    name: 'tool-schema',
    title: 'Schema of a tool',
    description: 'Input schema and full output schema of one tool; the list of tools has a short one.',
    tool: null,
    read: async ({ tool = '' }, context) => readToolSchema(tool, context),
  },
];
