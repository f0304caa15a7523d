import { createHash } from 'node:crypto';
import { AppError, invalidInput } from '../../shared/app-error.ts';
import { type MoneyMove, moneyMoveSchema, moneyMoveSentence } from '../../shared/domain/money-move.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { canonicalJson, type JsonObject } from '../audit/canonical-json.ts';
import { runMoneyControls } from '../risk/money-controls.ts';
import { blocksOf } from '../risk/run-controls.ts';
import { announce } from './announce.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { earlierAnswer } from './earlier-answer.ts';
import { freshMoneyCard, moneyFacts, moneySealOf } from './fresh-money-card.ts';
import { type GatheredMoney, gatherMoney } from './gathered-money.ts';
import { isTaken, newOrderRow } from './new-order.ts';
import { newProposalId, newProposalRow } from './new-proposal.ts';
import { parseTexts } from './order-request.ts';
import type { ProposalKind } from './proposal-kind.ts';
import { moneyFrom, type ProposalRow, proposalOf } from './proposal-record.ts';
import { refuseIfCrowded } from './refuse-if-crowded.ts';
import { refuseWithoutAccess } from './refuse-without-access.ts';
import { lifetimeMs, sendBackToReview } from './send-back.ts';
import { SendOnce } from './send-once.ts';
import type { MoveMoneyInput, Requester } from './trading.ts';
import type { TradingContext } from './trading-context.ts';
import { waitingCard } from './waiting-card.ts';

/** Above the account process's own limits, so that its clear answer arrives before ours gives up. */
const SEND_TIMEOUT_MS = 20_000;

/** Transfers between segments and exchanges of currency: proposed, decided on, sent once and looked for like orders. */
export class MoneyDesk implements ProposalKind {
  readonly #context: TradingContext;
  readonly #blocks: ClientBlocks;
  readonly #sendOnce: SendOnce;
  readonly #sending = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(context: TradingContext, blocks: ClientBlocks) {
    this.#context = context;
    this.#blocks = blocks;
    this.#sendOnce = new SendOnce(context);
  }

  /** @throws AppError access_denied, busy, conflict (the request id stands for something else) or invalid_input */
  async propose(input: MoveMoneyInput, requester: Requester): Promise<Proposal> {
    const { accounts, database, proposals } = this.#context;
    this.#blocks.refuseIfBlocked(requester.name);
    refuseWithoutAccess(accounts.get(input.accountId));
    const move = parseMove(input.move);
    const texts = parseTexts(input);
    const requestHash = createHash('sha256').update(canonicalJson(move)).digest('hex');
    const key = { accountId: input.accountId, requestId: texts.requestId, requestHash };
    const earlier = await earlierAnswer(this.#context, key, requester);
    if (earlier !== null) return proposalOf(earlier);
    await refuseIfCrowded(this.#context, requester.name);
    const gathered = await gatherMoney(this.#context, input.accountId, move);
    const row = this.#newRow(gathered, move, { ...texts, requestHash, requester });
    const { record, isNew } = await database.transaction().execute(async (trx) => {
      const first = await earlierAnswer(this.#context, key, requester, trx);
      if (first !== null) return { record: first, isNew: false };
      await refuseIfCrowded(this.#context, requester.name, trx);
      await this.#insert(trx, row, gathered, move);
      return { record: await proposals.get(row.id, trx), isNew: true };
    });
    const proposal = proposalOf(record);
    if (isNew) {
      announce(this.#context, record.row, null);
      if (proposal.status === 'awaiting_approval') this.#context.notify(proposal);
    }
    return proposal;
  }

  async refresh(row: ProposalRow): Promise<void> {
    const { proposals, database } = this.#context;
    const move = moveOf(row);
    const gathered = await gatherMoney(this.#context, row.account_id, move);
    await database.transaction().execute(async (trx) => {
      const now = (await proposals.get(row.id, trx)).row;
      waitingCard(now);
      const fresh = await freshMoneyCard(this.#context, trx, now, gathered, move);
      await proposals.update(trx, row.id, fresh.patch);
    });
  }

  sealed(row: ProposalRow): JsonObject {
    return { move: moveOf(row), mode: waitingCard(row).account.mode, policy: row.policy_version };
  }

  /** True while this run of the app is between approval and answer: recovery leaves such a proposal alone. */
  isSending(proposalId: string): boolean {
    return this.#sending.has(proposalId);
  }

  async send(approved: ProposalRow): Promise<void> {
    const sending = this.#send(approved);
    this.#sending.set(approved.id, sending);
    try {
      await sending;
    } finally {
      this.#sending.delete(approved.id);
      announce(this.#context, approved, approved.account_id);
    }
  }

  /** Begins nothing more, and waits for what is on the wire. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#sending.values());
  }

  async #send(row: ProposalRow): Promise<void> {
    const move = moveOf(row);
    const obstacle = await this.#obstacle(row, move).catch((error: unknown) => {
      const reason = error instanceof AppError ? error.message : 'an error in the app';
      return `It could not be checked before sending (${reason}). Nothing was sent.`;
    });
    if (obstacle !== null) return sendBackToReview(this.#context, row, obstacle, null);
    const effects = this.#context.accounts.effects(row.account_id);
    const unwritten = await this.#recordIntent(row, move);
    if (unwritten !== null) return sendBackToReview(this.#context, row, unwritten, null);
    await this.#sendOnce.call(row.id, moneyMoveSentence(move), () =>
      effects.effect('money.move', { move, mark: row.id }, { timeoutMs: SEND_TIMEOUT_MS }),
    );
  }

  /** Everything once more on new facts: mode, money, stops, the seal over what would be sent. */
  async #obstacle(row: ProposalRow, move: MoneyMove): Promise<string | null> {
    const { database, orders, accounts } = this.#context;
    if (this.#isClosed) return 'The app was closing. Nothing was sent.';
    accounts.effects(row.account_id);
    const gathered = await gatherMoney(this.#context, row.account_id, move);
    const isUsed = (await orders.find(row.id)) !== null;
    return database.transaction().execute(async (trx) => {
      const approval = {
        decidedAtMs: row.decided_at_ms ?? 0,
        expiresAtMs: row.expires_at_ms ?? 0,
        sealApproved: row.seal ?? '',
        sealNow: moneySealOf(row, gathered, move),
        isUsed,
        grant: null,
      };
      const facts = await moneyFacts(this.#context, trx, row, gathered, move, approval);
      const blocks = blocksOf(runMoneyControls('send', facts));
      return blocks.length === 0 ? null : blocks.map(({ text }) => text).join(' ');
    });
  }

  /** @returns why nothing was written */
  async #recordIntent(row: ProposalRow, move: MoneyMove): Promise<string | null> {
    const { database, proposals, orders, stops, clock } = this.#context;
    try {
      return await database.transaction().execute(async (trx) => {
        // With the intent, so that no money slips between the last check and a stop.
        if ((await stops.holdingBack(row.account_id, row.client_name, trx)).length > 0)
          return 'Trading was stopped before it was sent. Nothing was sent.';
        const summary = `Handed over to be sent: ${moneyMoveSentence(move)}`;
        if ((await proposals.change(trx, row.id, 'submit', { actor: 'app', summary })) === null)
          return 'It was not approved any more.';
        const intent = { ...newOrderRow(row.id, row.account_id, clock.nowMs()), kind: move.kind };
        await orders.insert(trx, intent, row.client_name, summary);
        return null;
      });
    } catch (error) {
      if (isTaken(error)) return 'Another such move is under way, or what became of it is not known yet.';
      throw error;
    }
  }

  async #insert(
    trx: Parameters<typeof freshMoneyCard>[1],
    blank: ReturnType<typeof newProposalRow>,
    gathered: GatheredMoney,
    move: MoneyMove,
  ): Promise<void> {
    const { proposals } = this.#context;
    const fresh = await freshMoneyCard(this.#context, trx, blank, gathered, move);
    const blocks = blocksOf(fresh.controls);
    const row = { ...blank, ...fresh.patch };
    const sentence = fresh.card.sentence;
    await proposals.insert(trx, row);
    await proposals.record(trx, row, 'proposal.created', {
      actor: 'client',
      summary: `Proposed: ${sentence}`,
      detail: { move, rationale: row.rationale, mode: row.mode, requestId: row.request_id },
    });
    const verdict =
      blocks.length === 0
        ? 'All controls let it through'
        : `Blocked by ${blocks.map(({ control }) => control).join(', ')}`;
    await proposals.record(trx, row, 'proposal.controls_checked', {
      actor: 'app',
      summary: verdict,
      detail: { controls: fresh.controls.map((result) => ({ ...result })) },
    });
    if (blocks.length > 0) {
      const patch = { expires_at_ms: null, card_json: null, seal: null };
      await proposals.change(trx, row.id, 'block', { actor: 'app', summary: `Blocked: ${sentence}` }, patch);
      return;
    }
    await proposals.change(trx, row.id, 'offer', {
      actor: 'app',
      summary: `Waits for approval: ${sentence}`,
    });
    const sealed = { actor: 'app', summary: `Sealed: ${sentence}`, detail: { seal: row.seal } } as const;
    await proposals.record(trx, row, 'approval.sealed', sealed);
  }

  #newRow(gathered: GatheredMoney, move: MoneyMove, asked: Asked) {
    const nowMs = this.#context.clock.nowMs();
    return newProposalRow({
      id: newProposalId(),
      kind: move.kind,
      account: gathered.account,
      mode: gathered.mode,
      runId: this.#context.runId,
      client: asked.requester,
      requestId: asked.requestId,
      requestHash: asked.requestHash,
      order: null,
      symbol: null,
      cancelsBrokerOrderId: null,
      modifiesBrokerOrderId: null,
      rationale: asked.rationale,
      policyVersion: gathered.policyVersion,
      supersedes: null,
      nowMs,
      expiresAtMs: nowMs + lifetimeMs(gathered.mode, gathered.settings),
      money: move,
    });
  }
}

interface Asked {
  readonly requester: Requester;
  readonly requestId: string | null;
  readonly requestHash: string;
  readonly rationale: string;
}

function moveOf(row: ProposalRow): MoneyMove {
  if (row.money_json === null) throw new Error('a move of money without its move');
  return moneyFrom(row.money_json);
}

/** @throws AppError invalid_input */
function parseMove(move: MoneyMove): MoneyMove {
  const parsed = moneyMoveSchema.safeParse(move);
  if (!parsed.success) throw invalidInput(parsed.error);
  const isToItself =
    parsed.data.kind === 'transfer'
      ? parsed.data.fromSegment === parsed.data.toSegment
      : parsed.data.sourceCurrency === parsed.data.targetCurrency;
  if (!isToItself) return parsed.data;
  throw new AppError('invalid_input', 'Source and target are the same: nothing would move.', {
    nextStep: 'Name another target.',
  });
}
