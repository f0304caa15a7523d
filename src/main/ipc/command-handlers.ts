import { type AccountCommandsDeps, accountCommands } from './handlers/account-commands.ts';
import { type AlertCommandsDeps, alertCommands } from './handlers/alert-commands.ts';
import { type AppCommandsDeps, appCommands } from './handlers/app-commands.ts';
import { type AuditCommandsDeps, auditCommands } from './handlers/audit-commands.ts';
import { type BackupCommandsDeps, backupCommands } from './handlers/backup-commands.ts';
import { type ClientCommandsDeps, clientCommands } from './handlers/client-commands.ts';
import { type ConnectionCommandsDeps, connectionCommands } from './handlers/connection-commands.ts';
import { type FlattenCommandsDeps, flattenCommands } from './handlers/flatten-commands.ts';
import { type GrantCommandsDeps, grantCommands } from './handlers/grant-commands.ts';
import { type HttpCommandsDeps, httpCommands } from './handlers/http-commands.ts';
import { type LimitCommandsDeps, limitCommands } from './handlers/limit-commands.ts';
import { type MarketCommandsDeps, marketCommands } from './handlers/market-commands.ts';
import { type RedTeamCommandsDeps, redTeamCommands } from './handlers/red-team-commands.ts';
import { type RequestCommandsDeps, requestCommands } from './handlers/request-commands.ts';
import { type RiskCommandsDeps, riskCommands } from './handlers/risk-commands.ts';
import { type SummaryCommandsDeps, summaryCommands } from './handlers/summary-commands.ts';
import { type SupervisorCommandsDeps, supervisorCommands } from './handlers/supervisor-commands.ts';
import { type TradingCommandsDeps, tradingCommands } from './handlers/trading-commands.ts';
import { type VaultCommandsDeps, vaultCommands } from './handlers/vault-commands.ts';
import type { CommandHandlers } from './ipc-router.ts';

export type CommandHandlersDeps = AccountCommandsDeps &
  AlertCommandsDeps &
  SummaryCommandsDeps &
  FlattenCommandsDeps &
  AppCommandsDeps &
  AuditCommandsDeps &
  BackupCommandsDeps &
  ClientCommandsDeps &
  ConnectionCommandsDeps &
  HttpCommandsDeps &
  RequestCommandsDeps &
  MarketCommandsDeps &
  LimitCommandsDeps &
  GrantCommandsDeps &
  RiskCommandsDeps &
  RedTeamCommandsDeps &
  SupervisorCommandsDeps &
  TradingCommandsDeps &
  VaultCommandsDeps;

/** Every command of the contract; one that is missing does not compile. */
export function commandHandlers(deps: CommandHandlersDeps): CommandHandlers {
  return {
    ...appCommands(deps),
    ...accountCommands(deps),
    ...connectionCommands(deps),
    ...tradingCommands(deps),
    ...alertCommands(deps),
    ...summaryCommands(deps),
    ...flattenCommands(deps),
    ...grantCommands(deps),
    ...riskCommands(deps),
    ...redTeamCommands(deps),
    ...auditCommands(deps),
    ...clientCommands(deps),
    ...httpCommands(deps),
    ...requestCommands(deps),
    ...marketCommands(deps),
    ...limitCommands(deps),
    ...supervisorCommands(deps),
    ...vaultCommands(deps),
    ...backupCommands(deps),
  };
}
