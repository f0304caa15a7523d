import type { Account } from '../../../shared/domain/account.ts';
import { ACCOUNTS_URI, HEALTH_URI, ordersUri, positionsUri, proposalUri } from './resource-uri.ts';

/** Something that the app's parts say to one another and that changes a resource. */
export type ResourceNews =
  | { readonly kind: 'accounts' | 'lock' }
  | { readonly kind: 'proposal'; readonly proposalId: string }
  | { readonly kind: 'orders'; readonly account: Account };

/** The resources that a piece of news may have changed. */
export function urisChangedBy(news: ResourceNews): readonly string[] {
  switch (news.kind) {
    case 'accounts':
      return [ACCOUNTS_URI, HEALTH_URI];
    case 'lock':
      return [HEALTH_URI];
    case 'proposal':
      return [proposalUri(news.proposalId)];
    case 'orders':
      return [ordersUri(news.account.alias), positionsUri(news.account.alias)];
  }
}
