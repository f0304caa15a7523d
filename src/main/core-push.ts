import type { AccountSupervisor } from './accounts/account-supervisor.ts';
import { PushHub } from './accounts/push-hub.ts';
import { type AccountNews, QuoteFeed } from './accounts/quote-feed.ts';
import type { Logger } from './platform/logger.ts';

interface Input {
  readonly logger: Logger;
  /** The hub and the supervision of accounts tell each other; whoever is built second is asked for. */
  readonly accounts: () => AccountSupervisor;
  /** What the broker pushed of an account that is ready. */
  readonly onNews: (news: AccountNews) => void;
}

/** The push connections, and who is told of what comes. */
export function corePush({ logger, accounts, onNews }: Input): { push: PushHub; live: QuoteFeed } {
  const push: PushHub = new PushHub({
    logger,
    onAccount: (news) => {
      // Before, recovery reads everything itself.
      if (accounts().get(news.accountId).state === 'ready') onNews(news);
      live.tellAccount(news);
    },
    onMarket: (accountId, event) => live.tellMarket(accountId, event),
    onStatus: (accountId, status, isForPerson) => accounts().pushChanged(accountId, status, isForPerson),
  });
  const live = new QuoteFeed({
    account: (accountId) => accounts().get(accountId),
    accounts: () => accounts().list(),
    want: (accountId, wants) => push.want(accountId, wants),
  });
  return { push, live };
}
