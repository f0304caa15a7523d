import type { AccountId } from '../../shared/domain/account.ts';
import type { AccountEvent, ForwardedEvent } from '../../shared/ipc/worker-events.ts';
import type { ReadCache } from '../read-cache.ts';
import type { PushedQuotes } from './pushed-quotes.ts';

export interface PushInboxDeps {
  readonly accountId: AccountId;
  /** What was read before is out of date. */
  readonly cache: Pick<ReadCache, 'forget'>;
  readonly quotes: PushedQuotes;
}

/** What was pushed, here or to the process of another account of the same owner, for the reads of this process. */
export class PushInbox {
  readonly #deps: PushInboxDeps;

  constructor(deps: PushInboxDeps) {
    this.#deps = deps;
  }

  take(event: ForwardedEvent): void {
    const { quotes, accountId } = this.#deps;
    if ('accountId' in event) {
      if (event.accountId === accountId) this.#forgetReads(event);
    } else if (event.name === 'quote') quotes.take(event.quote);
    else if (event.name === 'state') quotes.setConnected(event.state === 'connected');
    else if (event.name === 'gap') quotes.forgetPushed();
  }

  /** Of the kinds that are kept for long only the one that is named: each costs a call of a tight limit. */
  #forgetReads(event: AccountEvent): void {
    const { cache } = this.#deps;
    // Pushed under the symbol of the share, an order can be one of its options.
    if (event.name === 'order' || event.name === 'fill') {
      cache.forget('positions STK');
      cache.forget('positions OPT');
    }
    if (event.name === 'position') cache.forget(`positions ${event.securityType}`);
    cache.forget('assets');
  }
}
