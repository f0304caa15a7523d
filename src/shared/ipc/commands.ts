import { accountCommands } from './commands/account-commands.ts';
import { alertCommands } from './commands/alert-commands.ts';
import { appCommands } from './commands/app-commands.ts';
import { auditCommands } from './commands/audit-commands.ts';
import { clientCommands } from './commands/client-commands.ts';
import { connectionCommands } from './commands/connection-commands.ts';
import { flattenCommands } from './commands/flatten-commands.ts';
import { grantCommands } from './commands/grant-commands.ts';
import { httpCommands } from './commands/http-commands.ts';
import { limitCommands } from './commands/limit-commands.ts';
import { marketCommands } from './commands/market-commands.ts';
import { recoveryCommands } from './commands/recovery-commands.ts';
import { redTeamCommands } from './commands/red-team-commands.ts';
import { requestCommands } from './commands/request-commands.ts';
import { riskCommands } from './commands/risk-commands.ts';
import { summaryCommands } from './commands/summary-commands.ts';
import { supervisorCommands } from './commands/supervisor-commands.ts';
import { tradingCommands } from './commands/trading-commands.ts';
import { vaultCommands } from './commands/vault-commands.ts';

/** Every command of the windows: what goes in, what comes out, who may call. */
export const commands = {
  ...appCommands,
  ...vaultCommands,
  ...accountCommands,
  ...connectionCommands,
  ...marketCommands,
  ...riskCommands,
  ...redTeamCommands,
  ...grantCommands,
  ...tradingCommands,
  ...alertCommands,
  ...summaryCommands,
  ...flattenCommands,
  ...auditCommands,
  ...clientCommands,
  ...httpCommands,
  ...requestCommands,
  ...limitCommands,
  ...supervisorCommands,
  ...recoveryCommands,
};

export type Commands = typeof commands;
export type CommandName = keyof Commands & string;
