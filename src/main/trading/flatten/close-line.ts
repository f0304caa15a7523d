import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import { type Decimal, decimalSchema, isZero, minimum, subtract } from '../../../shared/domain/decimal.ts';
import type { FlattenLine, FlattenRunLine } from '../../../shared/domain/flatten.ts';
import { PLAIN_FORM } from '../../../shared/domain/order-form.ts';
import type { OrderRequest } from '../../../shared/domain/order-request.ts';
import { acknowledgementsOf, blocksOf } from '../../risk/run-controls.ts';
import type { ApprovalDesk } from '../approval-desk.ts';
import { decidedText } from '../decided-text.ts';
import { type Gathered, gather } from '../gathered.ts';
import { insertProposal } from '../insert-proposal.ts';
import { newProposalId, newProposalRow } from '../new-proposal.ts';
import { cardFrom, proposalOf } from '../proposal-record.ts';
import { lifetimeMs } from '../send-back.ts';
import type { TradingContext } from '../trading-context.ts';
import type { CoverWatch } from './cover-watch.ts';
import { readPositions } from './read-account.ts';

const USER = { connectionId: null, name: 'Tiger MCP Desktop', version: null } as const;

export type LineOutcome = Pick<FlattenRunLine, 'outcome' | 'proposalId' | 'text'>;

export interface ClosingDeps {
  readonly context: TradingContext;
  readonly approvalDesk: Pick<ApprovalDesk, 'decide'>;
}

/** What a line stands behind, as far as this run buys it back. */
export interface LineCover {
  readonly watch: CoverWatch;
  /** What became of the buy-backs. */
  readonly buyBacks: readonly FlattenRunLine[];
}

/**
 * Closes one position by the path of every order: a proposal with its card and seal, the decision that the user gave in
 * the wizard, the checks at sending. What is held is read again first; what is not as it was shown is not decided here.
 */
export async function closeLine(
  { context, approvalDesk }: ClosingDeps,
  runId: string,
  accountId: AccountId,
  line: FlattenLine,
  /** Null: it stands behind nothing that is bought back in this run. */
  cover: LineCover | null,
): Promise<LineOutcome> {
  try {
    const now = await requestNow(context, accountId, line, cover);
    if (now === null) return notSent('Nothing is held of it any more on that side.');
    const { request, left, keptText } = now;
    if (request === null) return notSent(keptText ?? 'It stays.');
    const gathered = await gather(context, accountId, request);
    const proposalId = await insert(context, runId, gathered);
    const record = await context.proposals.get(proposalId);
    const { row } = record;
    const card = cardFrom(row);
    if (row.state !== 'awaiting_approval' || card === null) {
      const { controls } = proposalOf(record);
      return notSent(
        `Blocked: ${blocksOf(controls)
          .map(({ text }) => text)
          .join(' ')}`,
        proposalId,
      );
    }
    cover?.watch.noteSale(line.symbol, left);
    const unseen = acknowledgementsOf(card.controls).filter((now) => !wasShown(line, now));
    if (unseen.length > 0) return needsDecision(proposalId, unseen.map(({ text }) => text).join(' '));
    if (card.reauthentication !== null) return needsDecision(proposalId, 'Its value asks who you are.');
    const decided = await approvalDesk.decide({
      decision: 'approve',
      proposalId,
      seal: card.seal,
      acknowledged: card.acknowledgementsNeeded,
      isStillWanted: true,
    });
    if (!decided.isDelivered) return needsDecision(proposalId, decided.text);
    const { status, reviewReason } = decided.proposal;
    if (status === 'needs_review') return needsDecision(proposalId, reviewReason ?? 'Not as it was shown.');
    const text = [decidedText(decided.proposal), keptText].filter((part) => part !== null).join(' ');
    return { outcome: 'sent', proposalId, text };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return notSent(error.message);
  }
}

/** Never more than is held now, never more than was shown, never another side. */
async function requestNow(
  context: TradingContext,
  accountId: AccountId,
  line: FlattenLine,
  cover: LineCover | null,
): Promise<{ request: OrderRequest | null; left: Decimal; keptText: string | null } | null> {
  const reading = cover === null ? null : await cover.watch.read();
  const positions = reading?.positions ?? (await readPositions(context.accounts.reads(accountId)));
  const held = positions.find(({ symbol }) => symbol === line.symbol);
  if (held === undefined) return null;
  const isShort = held.quantity.startsWith('-');
  if (isShort !== (line.side === 'BUY')) return null;
  const heldNow = decimalSchema.parse(isShort ? held.quantity.slice(1) : held.quantity);
  const wanted = minimum(heldNow, line.quantity);
  const { quantity, keptText } =
    cover === null || reading === null
      ? { quantity: wanted, keptText: null }
      : await cover.watch.sellable(held, wanted, reading, cover.buyBacks);
  const left = subtract(heldNow, quantity);
  return { request: isZero(quantity) ? null : requestOf(line, quantity), left, keptText };
}

function requestOf(line: FlattenLine, quantity: Decimal): OrderRequest {
  return {
    symbol: line.symbol,
    side: line.side,
    orderType: line.limitPrice === null ? 'MKT' : 'LMT',
    quantity,
    limitPrice: line.limitPrice,
    stopPrice: null,
    timeInForce: 'DAY',
    session: 'regular',
    ...PLAIN_FORM,
    legs: null,
  };
}

async function insert(context: TradingContext, runId: string, gathered: Gathered): Promise<string> {
  const { clock, database } = context;
  const nowMs = clock.nowMs();
  const id = newProposalId();
  const blank = newProposalRow({
    id,
    kind: 'place',
    account: gathered.account,
    mode: gathered.mode,
    runId: context.runId,
    client: USER,
    // With the run, so that no run can close a position twice.
    requestId: `${runId}:${gathered.order.symbol}`,
    requestHash: '',
    order: gathered.order,
    symbol: gathered.order.symbol,
    cancelsBrokerOrderId: null,
    modifiesBrokerOrderId: null,
    rationale: 'The user closes this position by the kill switch.',
    policyVersion: gathered.policyVersion,
    supersedes: null,
    nowMs,
    expiresAtMs: nowMs + lifetimeMs(gathered.mode, gathered.settings),
  });
  const row = { ...blank, flatten_id: runId };
  await database
    .transaction()
    .execute((trx) =>
      insertProposal(context, trx, { row, gathered, detail: { run: runId }, isGrantable: false }),
    );
  context.publish('proposals.changed', { proposalId: id });
  return id;
}

/** What the user saw and confirmed; the market cannot have become worse since without being asked about. */
function wasShown({ controls }: FlattenLine, now: FlattenLine['controls'][number]): boolean {
  const shown = controls.find(({ control }) => control === now.control);
  if (shown === undefined) return false;
  return shown.level === now.level || shown.level === 'danger';
}

function notSent(text: string, proposalId: string | null = null): LineOutcome {
  return { outcome: 'not_sent', proposalId, text };
}

function needsDecision(proposalId: string, text: string): LineOutcome {
  return { outcome: 'needs_decision', proposalId, text: `It waits for your decision on its card: ${text}` };
}
