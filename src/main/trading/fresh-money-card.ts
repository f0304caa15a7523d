import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { acknowledgementKey } from '../../shared/domain/card-alerts.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import type { MoneyCard } from '../../shared/domain/money-card.ts';
import { type MoneyMove, moneyMoveSentence, outgoing } from '../../shared/domain/money-move.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { DecisionFacts } from '../risk/control-facts.ts';
import { type MoneyFacts, runMoneyControls } from '../risk/money-controls.ts';
import { needsReauthentication } from '../risk/reauthentication.ts';
import { acknowledgementsOf } from '../risk/run-controls.ts';
import { cardAccount } from './card-account.ts';
import { type CardContext, cardClient, holdMsNow } from './fresh-card.ts';
import type { GatheredMoney } from './gathered-money.ts';
import { moneyHistory } from './money-history.ts';
import type { ProposalRow } from './proposal-record.ts';

/** A move is what it is at any price; the figures beside it may be this old. */
const FIGURES_AGE_MAX_MS = 30_000;

export interface FreshMoneyCard {
  readonly card: MoneyCard;
  readonly controls: readonly ControlResult[];
  readonly patch: Pick<ProposalRow, 'card_json' | 'seal' | 'controls_json' | 'mode' | 'policy_version'>;
}

/** In the transaction that stores it, so that the controls see every other move that was recorded before. */
export async function freshMoneyCard(
  context: CardContext,
  trx: Transaction<Schema>,
  row: ProposalRow,
  gathered: GatheredMoney,
  move: MoneyMove,
): Promise<FreshMoneyCard> {
  const nowMs = context.clock.nowMs();
  const facts = await moneyFacts(context, trx, row, gathered, move, null);
  const controls = runMoneyControls('proposal', facts);
  const { account, profile, mode, settings, proofMethod, policyVersion, source, target, estimate } = gathered;
  const { amount, currency } = outgoing(move);
  const seal = moneySealOf(row, gathered, move);
  const card: MoneyCard = {
    kind: 'money',
    proposalId: row.id,
    seal,
    state: 'awaiting_approval',
    reviewReason: null,
    account: cardAccount(account, profile, mode),
    client: cardClient(row),
    sentence: moneyMoveSentence(move),
    rationale: row.rationale,
    taints: [...facts.taints],
    reauthentication: needsReauthentication(mode, settings, currency, amount) ? proofMethod : null,
    controls,
    acknowledgementsNeeded: acknowledgementsOf(controls).map((alert) => acknowledgementKey(null, alert)),
    difference: [],
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms ?? nowMs,
    refreshedAtMs: nowMs,
    staleAtMs: gathered.receivedAtMs + FIGURES_AGE_MAX_MS,
    holdMs: await holdMsNow(trx, mode, nowMs),
    move,
    source,
    target,
    estimate,
  };
  const patch = {
    card_json: canonicalJson(card),
    seal,
    controls_json: canonicalJson(controls),
    mode,
    policy_version: policyVersion,
  };
  return { card, controls, patch };
}

export async function moneyFacts(
  context: CardContext,
  trx: Transaction<Schema>,
  row: ProposalRow,
  gathered: GatheredMoney,
  move: MoneyMove,
  approval: DecisionFacts | null,
): Promise<MoneyFacts> {
  const { account, mode, absences, settings, source } = gathered;
  const { isLiveTradingEnabled, clientAccess } = account;
  return {
    move,
    available: source.before,
    account: { mode, isLiveTradingEnabled, clientAccess },
    absences,
    settings,
    approval,
    stops: await context.stops.holdingBack(account.id, row.client_name, trx),
    taints: await context.taints.of(row.client_name, trx),
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms ?? context.clock.nowMs(),
    nowMs: context.clock.nowMs(),
    ...(await moneyHistory(trx, row, move)),
  };
}

/** sha256 over what moves, where, in which mode and under which rules. Balances are shown, and not decided on. */
export function moneySealOf(
  row: Pick<ProposalRow, 'id'>,
  { account, mode, policyVersion }: Pick<GatheredMoney, 'account' | 'mode' | 'policyVersion'>,
  move: MoneyMove,
): string {
  const sealed = { proposalId: row.id, accountId: account.id, mode, policyVersion, move };
  return createHash('sha256').update(canonicalJson(sealed)).digest('hex');
}
