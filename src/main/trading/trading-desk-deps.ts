import type { Kysely } from 'kysely';
import type { Proposal } from '../../shared/domain/proposal.ts';
import type { TradeAlert } from '../../shared/domain/trade-alert.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { AccountTradingDirectory } from '../accounts/account-directory.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { RiskSettingsStore } from '../risk/risk-settings-store.ts';
import type { FlattenWaits } from './flatten/flatten-waits.ts';
import type { TradingContext } from './trading-context.ts';

/** What the trading path is built from. */
export interface TradingDeskDeps {
  readonly userProof: TradingContext['userProof'];
  /** The windows are locked. */
  readonly isLocked: () => boolean;
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly accounts: AccountTradingDirectory;
  readonly riskSettings: RiskSettingsStore;
  readonly clock: Clock;
  readonly publish: Publish;
  /** A proposal needs the user now: it waits for approval or review, or its outcome is unknown. */
  readonly notify: (proposal: Proposal) => void;
  /** Something after the trade that the user has to see. */
  readonly notifyAlert: (alert: TradeAlert) => void;
  readonly logger: Logger;
  /** Other than the usual ones. */
  readonly flattenWaits?: FlattenWaits;
}
