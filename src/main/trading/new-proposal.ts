import type { Insertable } from 'kysely';
import type { Account, AccountMode } from '../../shared/domain/account.ts';
import type { MoneyMove } from '../../shared/domain/money-move.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { ProposalsTable } from '../database/schema.ts';
import { randomId } from '../platform/random-id.ts';
import type { ProposalRow } from './proposal-record.ts';

export interface NewProposal {
  readonly id: ProposalId;
  readonly kind: Proposal['kind'];
  readonly account: Account;
  readonly mode: AccountMode;
  readonly runId: string;
  /** `connectionId` null: the user, in the window. */
  readonly client: {
    readonly connectionId: string | null;
    readonly name: string;
    readonly version: string | null;
  };
  readonly requestId: string | null;
  readonly requestHash: string;
  readonly order: OrderDraft | null;
  readonly symbol: string | null;
  readonly cancelsBrokerOrderId: string | null;
  readonly modifiesBrokerOrderId: string | null;
  readonly rationale: string;
  readonly policyVersion: string;
  readonly supersedes: ProposalId | null;
  readonly nowMs: number;
  readonly expiresAtMs: number | null;
  readonly money?: MoneyMove;
  /** Of an order that belongs to a basket. */
  readonly leg?: { readonly basketId: ProposalId; readonly number: number };
}

/** 26 characters of 5 bits. */
const ID_LENGTH = 26;

export function newProposalId(): ProposalId {
  return `prp_${randomId(ID_LENGTH)}`;
}

/** A draft's row; its first event is what makes it visible. */
export function newProposalRow(input: NewProposal): Insertable<ProposalsTable> & ProposalRow {
  return {
    id: input.id,
    kind: input.kind,
    state: 'draft',
    account_id: input.account.id,
    account_alias: input.account.alias,
    mode: input.mode,
    run_id: input.runId,
    connection_id: input.client.connectionId,
    client_name: input.client.name,
    client_version: input.client.version,
    is_client_connected: 1,
    request_id: input.requestId,
    request_hash: input.requestHash,
    order_json: input.order === null ? null : canonicalJson(input.order),
    symbol: input.symbol,
    cancels_broker_order_id: input.cancelsBrokerOrderId,
    modifies_broker_order_id: input.modifiesBrokerOrderId,
    rationale: input.rationale,
    controls_json: '[]',
    card_json: null,
    seal: null,
    policy_version: input.policyVersion,
    created_at_ms: input.nowMs,
    expires_at_ms: input.expiresAtMs,
    decided_at_ms: null,
    decision_note: null,
    acknowledged_json: null,
    review_reason: null,
    supersedes: input.supersedes,
    superseded_by: null,
    grant_id: null,
    flatten_id: null,
    money_json: input.money === undefined ? null : canonicalJson(input.money),
    basket_id: input.leg?.basketId ?? null,
    leg_number: input.leg?.number ?? null,
    updated_at_ms: input.nowMs,
  };
}
