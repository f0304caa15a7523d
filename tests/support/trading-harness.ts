import type { AccountTradingDirectory } from '../../src/main/accounts/account-directory.ts';
import { readsWithRecord } from '../../src/main/accounts/known-legs.ts';
import { AuditLog } from '../../src/main/audit/audit-log.ts';
import type { AppDatabase } from '../../src/main/database/database.ts';
import type { Logger } from '../../src/main/platform/logger.ts';
import { RiskSettingsStore } from '../../src/main/risk/risk-settings-store.ts';
import type { FlattenWaits } from '../../src/main/trading/flatten/flatten-waits.ts';
import type { Requester } from '../../src/main/trading/trading.ts';
import { TradingDesk } from '../../src/main/trading/trading-desk.ts';
import { type TouchId, UserProof } from '../../src/main/vault/user-proof.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import type { ApprovalCard } from '../../src/shared/domain/approval-card.ts';
import type { BasketCard } from '../../src/shared/domain/basket-card.ts';
import { decimal } from '../../src/shared/domain/decimal.ts';
import type { OrderCard } from '../../src/shared/domain/order-card.ts';
import { PLAIN_FORM } from '../../src/shared/domain/order-form.ts';
import type { OrderRequest } from '../../src/shared/domain/order-request.ts';
import type { Proposal, ProposalId } from '../../src/shared/domain/proposal.ts';
import type { TradeAlert } from '../../src/shared/domain/trade-alert.ts';
import { FakeBroker } from './fake-broker.ts';
import { ManualClock } from './manual-clock.ts';

export const ACCOUNT_ID = 'acc_0123456789abcdef';
export const CLIENT: Requester = { connectionId: 'conn-1', name: 'Claude', version: '1.0' };

/** The desk over real SQLite, with the broker at its edge and a clock that a test sets. */
export class TradingHarness {
  readonly clock = new ManualClock();
  readonly broker = new FakeBroker(this.clock);
  readonly notified: Proposal[] = [];
  readonly alerted: TradeAlert[] = [];
  readonly published: { name: string; payload: unknown }[] = [];
  readonly errors: { fields: object; message: string }[] = [];
  readonly database: AppDatabase;
  readonly audit: AuditLog;
  readonly riskSettings: RiskSettingsStore;
  readonly desk: TradingDesk;
  isReady = true;
  isLocked = false;
  /** What the computer can ask, and whether the passphrase is right. */
  touchId: TouchId | null = null;
  passphrase: string | null = null;
  readonly userProof = new UserProof({
    touchId: {
      isThere: () => this.touchId?.isThere() ?? false,
      prompt: async (reason) => this.touchId?.prompt(reason),
    },
    isPassphraseSet: async () => this.passphrase !== null,
    checkPassphrase: async (typed) => {
      if (typed !== this.passphrase)
        throw new AppError('access_denied', 'The passphrase is wrong.', { nextStep: 'Type it again.' });
    },
  });
  /** Further accounts, which all reach `otherBroker`. */
  others: Account[] = [];
  readonly otherBroker = new FakeBroker(this.clock);
  account: Account = {
    id: ACCOUNT_ID,
    alias: 'demo',
    label: 'Demo',
    colour: null,
    tags: [],
    isEnabled: true,
    readsPerMinute: 1_200,
    isDemo: true,
    mode: 'paper',
    lastFour: '4321',
    clientAccess: 'propose',
    isLiveTradingEnabled: false,
    state: 'ready',
    stateText: null,
    token: null,
    problems: [],
    push: { state: 'connected', text: null },
    createdAtMs: 0,
  };

  constructor(database: AppDatabase, before?: TradingHarness, flattenWaits?: FlattenWaits) {
    if (before !== undefined) {
      this.clock = before.clock;
      this.broker = before.broker;
      this.account = before.account;
    }
    const { clock } = this;
    this.database = database;
    const publish = (name: string, payload: unknown) => this.published.push({ name, payload });
    this.audit = new AuditLog({ database: database.db, clock });
    this.riskSettings = new RiskSettingsStore({ database: database.db, clock, audit: this.audit });
    this.desk = new TradingDesk({
      database: database.db,
      audit: this.audit,
      accounts: this.directory,
      riskSettings: this.riskSettings,
      clock,
      publish,
      isLocked: () => this.isLocked,
      userProof: this.userProof,
      notify: (proposal) => this.notified.push(proposal),
      notifyAlert: (alert) => this.alerted.push(alert),
      logger: this.logger,
      ...(flattenWaits === undefined ? {} : { flattenWaits }),
    });
  }

  get directory(): AccountTradingDirectory {
    return {
      list: () => [this.account, ...this.others],
      get: () => this.account,
      find: () => this.account,
      reads: (id) =>
        readsWithRecord(
          this.database.db,
          id,
          (id === this.account.id ? this.broker : this.otherBroker).reads(),
        ),
      untilStarted: () => Promise.resolve(),
      effects: () => {
        if (this.isReady) return this.broker.effects();
        throw new AppError('unavailable', 'the account is not ready', { nextStep: 'wait' });
      },
    };
  }

  get logger(): Logger {
    const quiet = () => undefined;
    const logger: Logger = {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (fields, message) => this.errors.push({ fields, message }),
      child: () => logger,
    };
    return logger;
  }

  propose(
    order: Partial<OrderRequest> = {},
    more: { requestId?: string; client?: Requester } = {},
  ): Promise<Proposal> {
    return this.desk.propose(
      {
        accountId: ACCOUNT_ID,
        order: { ...BUY_10_AAPL, ...order },
        rationale: 'The user asked for it.',
        requestId: more.requestId ?? null,
      },
      more.client ?? CLIENT,
    );
  }

  /** Several orders as one proposal. */
  proposeBasket(
    orders: readonly Partial<OrderRequest>[],
    more: { requestId?: string; client?: Requester } = {},
  ): Promise<Proposal> {
    return this.desk.proposeBasket(
      {
        accountId: ACCOUNT_ID,
        orders: orders.map((order) => ({ ...BUY_10_AAPL, ...order })),
        rationale: 'The user asked for them.',
        requestId: more.requestId ?? null,
      },
      more.client ?? CLIENT,
    );
  }

  async orderCard(proposalId: ProposalId): Promise<OrderCard> {
    const card = await this.desk.card(proposalId);
    if (card.kind === 'order') return card;
    throw new Error('the card is not that of one order');
  }

  async basketCard(proposalId: ProposalId): Promise<BasketCard> {
    const card = await this.desk.card(proposalId);
    if (card.kind === 'basket') return card;
    throw new Error('the card is not that of a basket');
  }

  /** Approves the card as it is now, with everything acknowledged. */
  async approve(proposalId: ProposalId, card?: ApprovalCard, passphrase?: string) {
    const shown = card ?? (await this.desk.card(proposalId));
    return this.desk.decide({
      decision: 'approve',
      proposalId,
      seal: shown.seal,
      acknowledged: shown.acknowledgementsNeeded,
      isStillWanted: false,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  }

  async auditKinds(): Promise<string[]> {
    const rows = await this.database.db
      .selectFrom('audit_events')
      .select('kind')
      .orderBy('sequence')
      .execute();
    return rows.map(({ kind }) => kind);
  }

  /** Lets time pass and runs a turn, `times` times. */
  async turns(times: number, stepMs: number): Promise<void> {
    for (let turn = 0; turn < times; turn += 1) {
      this.clock.advance(stepMs);
      await this.desk.runDueWork();
    }
  }
}

export const BUY_10_AAPL: OrderRequest = {
  symbol: 'AAPL',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(10),
  limitPrice: decimal('187.50'),
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  legs: null,
  ...PLAIN_FORM,
};
