import { controlResultSchema } from '../../shared/domain/control.ts';
import type { Reply } from '../../shared/ipc/contract.ts';
import type { Finding } from './attack.ts';
import type { AttackClient, AttackRange, SentOrder, ToolAnswer } from './attack-range.ts';

/** A small, honest order; an attack changes what it is about. */
export function order(range: AttackRange, change: Readonly<Record<string, unknown>> = {}) {
  return {
    account_id: range.alias,
    symbol: 'AAPL',
    side: 'BUY',
    quantity: '2',
    order_type: 'MKT',
    rationale: 'The user asked for it.',
    wait_seconds: 0,
    ...change,
  };
}

export async function place(
  client: AttackClient,
  range: AttackRange,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ToolAnswer> {
  return client.call('tiger_place_order', order(range, change));
}

export function proposalIdOf({ data }: ToolAnswer): string | null {
  return typeof data['proposal_id'] === 'string' ? data['proposal_id'] : null;
}

export function isWaiting({ data }: ToolAnswer): boolean {
  return data['status'] === 'awaiting_approval' || data['status'] === 'needs_review';
}

export const NO_ANSWER: ToolAnswer = { isError: true, data: {}, text: '' };

/** Which controls blocked a proposal, or with which code a call was refused. */
export function obstaclesOf({ data, isError, text }: ToolAnswer): string[] {
  const controls = controlResultSchema.pick({ control: true, level: true }).loose().array();
  const parsed = controls.safeParse(data['controls']);
  const blocking = (parsed.data ?? []).filter(({ level }) => level === 'block').map(({ control }) => control);
  if (blocking.length > 0) return [...blocking];
  return isError ? [codeIn(text)] : [];
}

function codeIn(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    const code = typeof parsed === 'object' && parsed !== null ? (parsed as { code?: unknown }).code : null;
    return typeof code === 'string' ? code : 'refused';
  } catch {
    return 'refused';
  }
}

/** The person of every attack: tired, approves whatever can be approved, reads nothing and acknowledges nothing. */
export async function approve(
  range: AttackRange,
  proposalId: string | null,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Approval> {
  if (proposalId === null) return { isApproved: false, stoppedBy: [], seal: null };
  const card = await range.window('approval', 'approvals.card', { proposalId });
  if (!card.ok) return { isApproved: false, stoppedBy: [card.error.code], seal: null };
  const { seal, acknowledgementsNeeded } = card.value as ShownCard;
  const decided = await decide(range, { proposalId, seal, ...change });
  const isApproved = isDelivered(decided);
  const stoppedBy = isApproved
    ? []
    : acknowledgementsNeeded.length > 0
      ? acknowledgementsNeeded
      : codesOf(decided);
  return { isApproved, stoppedBy, seal };
}

/** What the person of an attack is shown, as far as attacks look at it. */
export interface ShownCard {
  readonly seal: string;
  readonly acknowledgementsNeeded: readonly string[];
  readonly rationaleClaims: readonly { readonly text: string; readonly verdict: string }[];
}

/** null: nothing waits, so there is no card. */
export async function shownCard(range: AttackRange, proposalId: string | null): Promise<ShownCard | null> {
  const card = await range.window('approval', 'approvals.card', { proposalId });
  return card.ok ? (card.value as ShownCard) : null;
}

/** A click on whatever waits, and the end of what it set off. @returns what stood in the way */
export async function clickThrough(
  client: AttackClient,
  range: AttackRange,
  answer: ToolAnswer,
): Promise<string[]> {
  const { stoppedBy } = await approve(range, isWaiting(answer) ? proposalIdOf(answer) : null);
  await untilSettled(client, proposalIdOf(answer));
  return [...obstaclesOf(answer), ...stoppedBy];
}

/** One order and a click. */
export async function orderOnAClick(
  range: AttackRange,
  change: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly sent: readonly SentOrder[]; readonly obstacles: readonly string[] }> {
  const client = await range.client();
  const obstacles = await clickThrough(client, range, await place(client, range, change));
  return { sent: await range.sentOrders(), obstacles };
}

/** One order after the other, and a click on each that waits then. */
export async function ordersOnClicks(
  client: AttackClient,
  range: AttackRange,
  changes: readonly Readonly<Record<string, unknown>>[],
): Promise<{ readonly sent: readonly SentOrder[]; readonly answers: readonly ToolAnswer[] }> {
  const answers: ToolAnswer[] = [];
  for (const change of changes) answers.push(await place(client, range, change));
  for (const answer of answers) if (isWaiting(answer)) await approve(range, proposalIdOf(answer));
  return { sent: await range.sentOrders(), answers };
}

/** The same, each with its click before the next, and what stood in the way of all of them. */
export async function triesOnClicks(
  client: AttackClient,
  range: AttackRange,
  changes: readonly Readonly<Record<string, unknown>>[],
): Promise<{ readonly sent: readonly SentOrder[]; readonly obstacles: readonly string[] }> {
  const obstacles: string[] = [];
  for (const change of changes)
    obstacles.push(...(await clickThrough(client, range, await place(client, range, change))));
  return { sent: await range.sentOrders(), obstacles };
}

export interface Approval {
  readonly isApproved: boolean;
  readonly stoppedBy: readonly string[];
  readonly seal: string | null;
}

export function decide(range: AttackRange, change: Readonly<Record<string, unknown>>): Promise<Reply> {
  const input = { decision: 'approve', acknowledged: [], isStillWanted: true, ...change };
  return range.window('approval', 'approvals.decide', input);
}

export function isDelivered(reply: Reply): boolean {
  return reply.ok && (reply.value as { readonly isDelivered?: boolean }).isDelivered === true;
}

/** The code of a refusal; a decision that was not carried out has none of its own. */
export function codesOf(reply: Reply): string[] {
  if (!reply.ok) return [reply.error.code];
  return isDelivered(reply) ? [] : ['not_delivered'];
}

/** After an approval, the order is on its way: until it is at the exchange or the app has given up. */
export async function untilSettled(
  client: AttackClient,
  proposalId: string | null,
): Promise<ToolAnswer | null> {
  if (proposalId === null) return null;
  const question = { proposal_id: proposalId, wait_seconds: 1 };
  for (let times = 0; times < SETTLE_TIMES; times += 1) {
    const answer = await client.call('tiger_get_proposal', question);
    // An order that waits goes nowhere by itself; a second is what one on its way needs many times over.
    if (!UNDER_WAY.has(String(answer.data['status']))) return answer;
    await pause();
  }
  return null;
}

const UNDER_WAY: ReadonlySet<string> = new Set(['approved', 'submitting', 'unknown']);
/** Half a minute: a broker that was cut off is asked again within seconds. */
const SETTLE_TIMES = 300;
const PAUSE_MS = 100;

/** Between two looks at something that takes its time. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

export function stopped(text: string, by: readonly string[]): Finding {
  return { isStopped: true, stoppedBy: [...new Set(by)], text };
}

export function gotThrough(text: string): Finding {
  return { isStopped: false, stoppedBy: [], text };
}

/** An attack that begins with an honest order that the settings do not let through has nothing to attack. */
export function nothingToAttack(by: readonly string[]): Finding {
  return stopped('These settings stop the honest order that this attack begins with.', by);
}
