import type { AuditLog } from '../../audit/audit-log.ts';
import type { ToolDefinition } from '../../mcp/tool.ts';
import { listAccounts } from '../../mcp/tools/accounts/list-accounts.ts';
import { getAccountInfo } from '../../mcp/tools/portfolio/get-account-info.ts';
import { getPositions } from '../../mcp/tools/portfolio/get-positions.ts';
import { getOrders } from '../../mcp/tools/trading/get-orders.ts';
import { readAudit } from './read-audit.ts';
import { readHealth } from './read-health.ts';

/** Paths of the read-only door, each answered by a tool that reads: the same access, audit and limits. */
export type RestRoutes = Readonly<Record<string, ToolDefinition>>;

export interface RestRoutesDeps {
  readonly appVersion: string;
  readonly audit: Pick<AuditLog, 'listInScope'>;
}

export function restRoutes({ appVersion, audit }: RestRoutesDeps): RestRoutes {
  const health = readHealth(appVersion);
  return {
    '/health': health,
    '/api/health': health,
    '/api/accounts': listAccounts,
    '/api/assets': getAccountInfo,
    '/api/positions': getPositions,
    '/api/orders': getOrders,
    '/api/audit': readAudit(audit),
  };
}
