import type { Account, AccountId } from '../../../shared/domain/account.ts';
import { openOrdersLeft } from '../../risk/controls/open-orders-left.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertStore } from './alert-store.ts';
import { type OpenLegOnRecord, openLegsOnRecord } from './open-legs-on-record.ts';
import { openOrderWords } from './open-order-words.ts';
import { type OpenOrderOfAccount, openOrdersHere } from './open-orders-here.ts';

/** A process that starts again, or a line that is gone for a moment, is nothing to ask anybody about. */
const LOST_AFTER_MS = 20_000;
/** Looks at one order without an answer: 1 + 2 + 4 + 8 seconds. */
const LOST_AFTER_LOOKS = 4;

/** Control 33 on a lost link: the user is asked about what is open; unless they say so, it stays open. */
export class LinkWatch {
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;
  readonly #awaySinceMs = new Map<AccountId, number>();

  constructor(context: TradingContext, alerts: AlertStore) {
    this.#context = context;
    this.#alerts = alerts;
  }

  async look(): Promise<void> {
    const { database } = this.#context;
    const open = [...(await openOrdersHere(database)), ...(await openLegsOnRecord(database))];
    for (const account of this.#context.accounts.list()) {
      const own = open.filter(({ accountId }) => accountId === account.id);
      if (this.#isLost(account, own)) await this.#raise(account, own);
      else if (this.#isBack(account, own)) await this.#end(account.id);
    }
  }

  #isLost(account: Account, open: readonly OpenOrderOfAccount[]): boolean {
    const nowMs = this.#context.clock.nowMs();
    if (account.state === 'ready') this.#awaySinceMs.delete(account.id);
    else if (!this.#awaySinceMs.has(account.id)) this.#awaySinceMs.set(account.id, nowMs);
    const awayMs = nowMs - (this.#awaySinceMs.get(account.id) ?? nowMs);
    return awayMs >= LOST_AFTER_MS || open.some(({ checksFailed }) => checksFailed >= LOST_AFTER_LOOKS);
  }

  #isBack(account: Account, open: readonly OpenOrderOfAccount[]): boolean {
    return account.state === 'ready' && open.every(({ checksFailed }) => checksFailed === 0);
  }

  async #raise(account: Account, open: readonly OpenOrderOfAccount[]): Promise<void> {
    const judged = openOrdersLeft({ cause: 'link_lost', open, unasked: 0, waiting: 0 });
    if (judged.level === 'pass') return;
    if ((await this.#alerts.openOf('link_lost', account.id)) !== null) return;
    const alert = await this.#context.database.transaction().execute((trx) =>
      this.#alerts.raise(trx, {
        kind: 'link_lost',
        account,
        brokerOrderId: null,
        proposalId: null,
        text: `The link of ${account.alias} to Tiger is lost. ${judged.text}${legWords(open)} They stay open unless you say otherwise.`,
        findings: open.map((order) => ({
          check: 'open_order',
          approved: null,
          found: order.brokerOrderId,
          text: findingText(order),
        })),
        occasion: String(this.#context.clock.nowMs()),
      }),
    );
    this.#alerts.tell(alert);
  }

  async #end(accountId: AccountId): Promise<void> {
    const alert = await this.#alerts.openOf('link_lost', accountId);
    if (alert !== null) await this.#alerts.end(alert.id);
  }
}

function isLeg(order: OpenOrderOfAccount): order is OpenLegOnRecord {
  return 'leg' in order;
}

function legWords(open: readonly OpenOrderOfAccount[]): string {
  const count = open.filter(isLeg).length;
  if (count === 0) return '';
  return count === 1
    ? ' 1 of them is the leg of a bracket, as the broker last listed it.'
    : ` ${count} of them are legs of brackets, as the broker last listed them.`;
}

function findingText(order: OpenOrderOfAccount): string {
  const text = `${openOrderWords(order)}, ${order.filledQuantity} filled`;
  return isLeg(order) ? `${text}: ${order.leg}` : text;
}
