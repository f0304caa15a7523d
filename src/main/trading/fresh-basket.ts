import type { Transaction } from 'kysely';
import type { BasketCard } from '../../shared/domain/basket-card.ts';
import { alertsOf } from '../../shared/domain/card-alerts.ts';
import type { ControlResult } from '../../shared/domain/control.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { basketSentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import { needsReauthentication } from '../risk/reauthentication.ts';
import { basketSealOf } from './basket-seal.ts';
import { basketTotals, type JudgedLeg, worstOfAll } from './basket-totals.ts';
import { cardAccount } from './card-account.ts';
import { type CardContext, cardClient, type FreshCard, freshCard, holdMsNow } from './fresh-card.ts';
import type { Gathered } from './gathered.ts';
import type { ProposalRow } from './proposal-record.ts';
import { exceptions } from './send-check.ts';

/** An order of a basket and what the broker says of it now. */
export interface LegToJudge {
  readonly row: ProposalRow;
  readonly gathered: Gathered;
}

export interface FreshBasket {
  /** null: one of the orders has no quote; its controls block. */
  readonly card: BasketCard | null;
  readonly controls: readonly ControlResult[];
  readonly patch: Pick<ProposalRow, 'controls_json' | 'mode' | 'policy_version'> &
    Partial<Pick<ProposalRow, 'card_json' | 'seal'>>;
  readonly legs: readonly FreshCard[];
}

/**
 * Judges each order as if those before it were at the broker already, in the order of sending, so that every control that
 * counts or sums sees the whole basket. What blocks one order blocks the basket.
 */
export async function freshBasket(
  context: CardContext,
  trx: Transaction<Schema>,
  row: ProposalRow,
  legs: readonly LegToJudge[],
  difference: BasketCard['difference'],
): Promise<FreshBasket> {
  const exceptIds = legs.flatMap((leg) => exceptions(leg.row));
  const fresh: FreshCard[] = [];
  for (const leg of legs) {
    const earlier = fresh.map(({ facts }) => facts);
    fresh.push(await freshCard(context, trx, leg.row, leg.gathered, [], { earlier, exceptIds }));
  }
  const controls = fresh.flatMap((judged, index) => named(judged.controls, index + 1, judged.facts.order));
  const cards = fresh.flatMap(({ card, facts }) => (card === null ? [] : [{ card, facts }]));
  const [first] = legs;
  const card =
    first === undefined || cards.length < legs.length
      ? null
      : await basketCard({ context, trx, row, gathered: first.gathered, cards, controls, difference });
  const mode = first?.gathered.mode ?? row.mode;
  const policy_version = first?.gathered.policyVersion ?? row.policy_version;
  const cardColumns = card === null ? {} : { card_json: canonicalJson(card), seal: card.seal };
  return {
    card,
    controls,
    legs: fresh,
    patch: { ...cardColumns, controls_json: canonicalJson(controls), mode, policy_version },
  };
}

interface CardParts {
  readonly context: CardContext;
  readonly trx: Transaction<Schema>;
  readonly row: ProposalRow;
  readonly gathered: Gathered;
  readonly cards: readonly JudgedLeg[];
  readonly controls: readonly ControlResult[];
  readonly difference: BasketCard['difference'];
}

async function basketCard(parts: CardParts): Promise<BasketCard> {
  const { context, trx, row, gathered, cards, controls, difference } = parts;
  const { account, mode, profile, settings, policyVersion, proofMethod } = gathered;
  const legs = cards.map(({ card }) => card);
  const sealed = { proposalId: row.id, accountId: account.id, mode, policyVersion, legs };
  const totals = basketTotals(cards);
  const nowMs = context.clock.nowMs();
  const mustProve = totals.notionals.some((total) =>
    needsReauthentication(mode, settings, total.currency, worstOfAll(total)),
  );
  const card: BasketCard = {
    kind: 'basket',
    proposalId: row.id,
    seal: basketSealOf(sealed),
    state: 'awaiting_approval',
    reviewReason: null,
    account: cardAccount(account, profile, mode),
    client: cardClient(row),
    sentence: basketSentence(legs.map(({ order }) => order)),
    rationale: row.rationale,
    taints: [...(cards[0]?.facts.taints ?? [])],
    reauthentication: mustProve ? proofMethod : null,
    controls: [...controls],
    acknowledgementsNeeded: [],
    difference,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms ?? nowMs,
    refreshedAtMs: nowMs,
    staleAtMs: Math.min(...legs.map(({ staleAtMs }) => staleAtMs)),
    holdMs: await holdMsNow(trx, mode, nowMs),
    legs,
    ...totals,
  };
  return { ...card, acknowledgementsNeeded: alertsOf(card).map(({ key }) => key) };
}

/** What did not simply pass, with the order that it is about. */
function named(controls: readonly ControlResult[], number: number, order: OrderDraft): ControlResult[] {
  return controls
    .filter(({ level }) => level !== 'pass')
    .map((result) => ({ ...result, text: `Order ${number}, ${orderSentence(order)}: ${result.text}` }));
}
