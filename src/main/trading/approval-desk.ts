import type { Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type {
  ApprovalCard,
  DecisionInput,
  EditInput,
  RemoveLegInput,
} from '../../shared/domain/approval-card.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { ProofMethod } from '../vault/user-proof.ts';
import { announce } from './announce.ts';
import { approvalObstacle } from './approval-obstacle.ts';
import type { BasketDesk } from './basket-desk.ts';
import type { ClientBlocks } from './client-blocks.ts';
import { decidedText } from './decided-text.ts';
import { decisionEvidence } from './decision-evidence.ts';
import { EditDesk } from './edit-desk.ts';
import { policyVersion } from './gathered.ts';
import type { ProposalKind } from './proposal-kind.ts';
import { type ProposalRecord, type ProposalRow, proposalOf } from './proposal-record.ts';
import { expireDue } from './recovery.ts';
import type { TradingContext } from './trading-context.ts';
import { waitingCard } from './waiting-card.ts';

type Trx = Transaction<Schema>;
type Approval = Extract<DecisionInput, { decision: 'approve' }>;
type Refusal = Extract<DecisionInput, { decision: 'decline' }>;

interface Proof {
  readonly obstacle: string | null;
  /** null: it was not asked for. */
  readonly by: ProofMethod | null;
}

const UNASKED: Proof = { obstacle: null, by: null };

export interface Decided {
  readonly isDelivered: boolean;
  readonly text: string;
  readonly proposal: Proposal;
}

/** The kinds of proposals that a person decides on. */
export interface ProposalKinds {
  readonly place: ProposalKind;
  readonly modify: ProposalKind;
  readonly transfer: ProposalKind;
  readonly forex: ProposalKind;
  readonly basket: ProposalKind & Pick<BasketDesk, 'removeLeg'>;
}

/** What the approval window can do. Only here does `approve` happen, and only what sends is told of it. */
export class ApprovalDesk {
  readonly #context: TradingContext;
  readonly #kinds: ProposalKinds;
  readonly #blocks: ClientBlocks;
  readonly #editDesk: EditDesk;
  readonly #deciding = new Set<ProposalId>();

  constructor(context: TradingContext, kinds: ProposalKinds, blocks: ClientBlocks) {
    this.#context = context;
    this.#kinds = kinds;
    this.#blocks = blocks;
    this.#editDesk = new EditDesk(context);
  }

  /** True from the moment a decision is judged until what it led to is recorded. */
  isDeciding(proposalId: ProposalId): boolean {
    return this.#deciding.has(proposalId);
  }

  /** The card as it was sealed last. @throws AppError not_found, or conflict when no decision is awaited any more */
  async card(proposalId: ProposalId): Promise<ApprovalCard> {
    const { row } = await this.#context.proposals.get(proposalId);
    return waitingCard(row);
  }

  /** New figures and controls, hence a new seal. @throws AppError conflict, or what the account answers */
  async refresh(proposalId: ProposalId): Promise<ApprovalCard> {
    const { row } = await this.#context.proposals.get(proposalId);
    waitingCard(row);
    await this.#kindOf(row).refresh(row);
    announce(this.#context, row, null);
    return this.card(proposalId);
  }

  /** @throws AppError conflict (not this card any more, or the new order is blocked) or invalid_input */
  async edit(input: EditInput): Promise<ApprovalCard> {
    return this.card(await this.#editDesk.edit(input));
  }

  /** @throws AppError conflict (not this card any more, or the rest is blocked) */
  async removeLeg(input: RemoveLegInput): Promise<ApprovalCard> {
    return this.card(await this.#kinds.basket.removeLeg(input));
  }

  /** `isDelivered` false: nothing was done, and `text` says why. Otherwise it ends when the first outcome is recorded. */
  async decide(input: DecisionInput): Promise<Decided> {
    const { proposalId } = input;
    const { row, legs } = await this.#context.proposals.get(proposalId);
    await expireDue(this.#context);
    if (this.#deciding.has(proposalId))
      return this.#result(proposalId, 'A decision on it is being carried out.');
    // The last order of a basket waits for those before it; recovery leaves it alone.
    const concerned = [row, ...legs.map((leg) => leg.row)];
    for (const { id } of concerned) this.#deciding.add(id);
    try {
      const refusal = input.decision === 'approve' ? await this.#approve(input) : await this.#decline(input);
      return await this.#result(proposalId, refusal);
    } finally {
      for (const { id } of concerned) this.#deciding.delete(id);
      // The watch waits for the end of the decision before it looks at the order.
      for (const { id } of concerned) this.#context.signals.changed(id);
    }
  }

  async #approve(input: Approval): Promise<string | null> {
    const { database, proposals, clock } = this.#context;
    const { row } = await proposals.get(input.proposalId);
    const pressedAtMs = clock.nowMs();
    const policy = await policyVersion(this.#context, row.account_id);
    const early = approvalObstacle(await proposals.get(row.id), input, policy.policyVersion, pressedAtMs);
    // Asked only where the approval would count, and outside the transaction: a person takes their time.
    const proof = early === null ? await this.#prove(row, input) : UNASKED;
    const { approved, refusal } = await database.transaction().execute(async (trx) => {
      const record = await proposals.get(input.proposalId, trx);
      const obstacle =
        proof.obstacle ?? approvalObstacle(record, input, policy.policyVersion, clock.nowMs(), pressedAtMs);
      const isApproved =
        obstacle === null ? await this.#recordApproval(trx, record.row, input, proof.by) : null;
      if (isApproved !== null) return { approved: isApproved, refusal: null };
      const reason = obstacle ?? 'No decision is awaited any more.';
      await proposals.record(trx, record.row, 'approval.refused', {
        actor: 'app',
        summary: `Approval not accepted: ${reason}`,
        detail: { reason, seal: input.seal },
      });
      return { approved: null, refusal: reason };
    });
    if (approved === null) return refusal;
    announce(this.#context, approved, null);
    await this.#send(approved);
    return null;
  }

  /** In main, whatever the window says: an order above the user's limit needs the user of this computer. */
  async #prove(row: ProposalRow, input: Approval): Promise<Proof> {
    const card = waitingCard(row);
    if (card.reauthentication === null) return UNASKED;
    try {
      const reason = `approve ${card.sentence} on ${card.account.alias}`;
      return { obstacle: null, by: await this.#context.userProof.confirm(reason, input.passphrase ?? null) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { obstacle: `${error.message} ${error.nextStep}`, by: null };
    }
  }

  async #recordApproval(
    trx: Trx,
    row: ProposalRow,
    input: Approval,
    provenBy: ProofMethod | null,
  ): Promise<ProposalRow | null> {
    const { proposals, clock } = this.#context;
    const card = waitingCard(row);
    const decidedAtMs = clock.nowMs();
    const detail = {
      decision: 'approve',
      acknowledged: input.acknowledged,
      isStillWanted: input.isStillWanted,
      provenBy,
      ...(await decisionEvidence(trx, this.#kindOf(row), row, decidedAtMs)),
    };
    await proposals.record(trx, row, 'approval.decided', {
      actor: 'user',
      summary: `Approved: ${card.sentence}`,
      detail,
    });
    const patch = {
      decided_at_ms: decidedAtMs,
      acknowledged_json: canonicalJson(input.acknowledged),
      review_reason: null,
    };
    const reason = { actor: 'user', summary: `Approved: ${card.sentence}` } as const;
    const approved = await proposals.change(trx, row.id, 'approve', reason, patch);
    if (approved === null || row.kind !== 'basket') return approved;
    // From here on its orders speak: each is sent, or sent back, by itself.
    const summary = `Its orders are sent one after the other: ${card.sentence}`;
    return proposals.change(trx, row.id, 'submit', { actor: 'app', summary });
  }

  /** A failure here leaves a state that recovery understands; the window shows what is recorded. */
  async #send(approved: ProposalRow): Promise<void> {
    const { logger, proposals } = this.#context;
    try {
      await this.#kindOf(approved).send(approved);
    } catch (error) {
      logger.error({ err: error, proposal: approved.id }, 'sending an approved proposal failed');
    }
    const record = await proposals.get(approved.id);
    if (isUnknown(record)) this.#context.notify(proposalOf(record));
  }

  #kindOf(row: ProposalRow): ProposalKind {
    if (row.kind !== 'cancel') return this.#kinds[row.kind];
    throw new Error('nobody decides on a cancel');
  }

  async #decline(input: Refusal): Promise<string | null> {
    const { database, proposals, clock } = this.#context;
    const changed = await database.transaction().execute(async (trx) => {
      const record = await proposals.get(input.proposalId, trx);
      const { row } = record;
      // The orders of a basket wait with it.
      if (row.state === 'draft') return null;
      const summary = `Declined: ${proposalSentence(proposalOf(record))}`;
      const decidedAtMs = clock.nowMs();
      const evidence = await decisionEvidence(trx, this.#kindOf(row), row, decidedAtMs);
      const patch = { decided_at_ms: decidedAtMs, decision_note: input.note === '' ? null : input.note };
      const done = await proposals.change(trx, row.id, 'decline', { actor: 'user', summary }, patch);
      if (done === null) return null;
      const { note, isClientBlocked } = input;
      const detail = { decision: 'decline', note, isClientBlocked, ...evidence };
      await proposals.record(trx, row, 'approval.decided', { actor: 'user', summary, detail });
      return done;
    });
    if (changed === null) return 'No decision is awaited any more.';
    if (input.isClientBlocked) this.#blocks.block(changed.client_name);
    announce(this.#context, changed, null);
    return null;
  }

  async #result(proposalId: ProposalId, refusal: string | null): Promise<Decided> {
    const proposal = await this.#context.proposals.proposal(proposalId);
    return { isDelivered: refusal === null, text: refusal ?? decidedText(proposal), proposal };
  }
}

function isUnknown({ order, legs }: ProposalRecord): boolean {
  return [order, ...legs.map((leg) => leg.order)].some((sent) => sent?.state === 'unknown');
}
