import type { Kysely } from 'kysely';
import type { Proposal } from '../../shared/domain/proposal.ts';
import type { TradeAlert } from '../../shared/domain/trade-alert.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { AccountTradingDirectory } from '../accounts/account-directory.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { ContextTaintStore } from '../risk/context-taint-store.ts';
import type { GrantStore } from '../risk/grants/grant-store.ts';
import type { RiskSettingsStore } from '../risk/risk-settings-store.ts';
import type { TradingStopStore } from '../risk/trading-stop-store.ts';
import type { UserProof } from '../vault/user-proof.ts';
import type { OrderStore } from './order-store.ts';
import type { ProposalSignals } from './proposal-signals.ts';
import type { ProposalStore } from './proposal-store.ts';

/** What the parts of the trading path share. */
export interface TradingContext {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly accounts: AccountTradingDirectory;
  readonly riskSettings: RiskSettingsStore;
  readonly stops: TradingStopStore;
  readonly grants: GrantStore;
  readonly taints: ContextTaintStore;
  /** The windows are locked: nobody can decide, and no grant stands for anybody. */
  readonly isLocked: () => boolean;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly userProof: Pick<UserProof, 'method' | 'confirm'>;
  /** A proposal needs the user now. */
  readonly notify: (proposal: Proposal) => void;
  /** The user has to see this. */
  readonly notifyAlert: (alert: TradeAlert) => void;
  readonly logger: Logger;
  readonly signals: ProposalSignals;
  readonly proposals: ProposalStore;
  readonly orders: OrderStore;
  /** This start of the app: proposals of another one come from clients that are gone. */
  readonly runId: string;
}
