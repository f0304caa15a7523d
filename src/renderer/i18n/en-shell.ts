import type { PageName } from '../store.ts';

export const shellText = {
  appName: 'Tiger MCP',
  pages: {
    approvals: 'Approvals',
    portfolio: 'Portfolio',
    orders: 'Orders',
    accounts: 'Accounts',
    audit: 'Audit',
    connect: 'Connect',
    risk: 'Risk',
    grants: 'Grants',
    settings: 'Settings',
  } satisfies Readonly<Record<PageName, string>>,
  navigation: 'Pages',
  account: 'Account',
  waitingCount: (count: number) => `${count} waiting`,
  announceNew: (sentence: string, client: string) => `New order proposal: ${sentence}, asked by ${client}`,
  connections: (count: number) => (count === 1 ? '1 AI client connected' : `${count} AI clients connected`),
  notListening: 'AI clients cannot connect',
  noMarket: 'Market state not known',
  ribbonLive: 'Orders that you approve here reach the real market.',
  ribbonUnknown: 'The mode is not proven by the broker, so everything treats it as live.',
  ribbonPaper: 'Paper trading: no real money moves.',
  ribbonSimulated: 'Simulated exchange: prices, times and fills are not real.',
  version: (version: string) => `Version ${version}`,
} as const;
