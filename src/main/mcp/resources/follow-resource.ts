import type { AccountId } from '../../../shared/domain/account.ts';
import type { VisibleAccounts } from '../tool.ts';
import type { ResourceReader } from './resource-reader.ts';

type Unfollow = () => void;
/** What is told does not matter here: a client that is told reads the resource. */
type Told = (news: { readonly name: string }) => void;

/** The part of LiveNews that is used here, told of without its figures. */
export interface PushedNews {
  /** @throws AppError busy or unavailable */
  watch(accountId: AccountId | null, symbols: readonly string[], told: Told): Unfollow;
  /** @throws AppError busy */
  watchAccount(accountId: AccountId, told: Told): Unfollow;
}

/** Who wants to know of which resource, over all connections. */
export class ResourceFollowers {
  readonly #listeners = new Map<string, Set<() => void>>();

  changed(uris: readonly string[]): void {
    for (const uri of uris) for (const listener of this.#listeners.get(uri) ?? []) listener();
  }

  follow(uri: string, changed: () => void): Unfollow {
    const listeners = this.#listeners.get(uri) ?? new Set();
    this.#listeners.set(uri, listeners.add(changed));
    return () => {
      listeners.delete(changed);
      if (listeners.size === 0) this.#listeners.delete(uri);
    };
  }
}

export interface FollowDeps {
  readonly reader: Pick<ResourceReader, 'find'>;
  readonly accounts: Pick<VisibleAccounts, 'readable'>;
  readonly followers: ResourceFollowers;
  readonly pushed: PushedNews;
}

/** Follows what stands behind a URI for one client, as long as the client may read it. @throws AppError */
export function followResource(uri: string, changed: () => void, deps: FollowDeps): Unfollow {
  const { reader, accounts, followers, pushed } = deps;
  const subject = reader.find(uri);
  const told = () => {
    if (isReadable(uri, reader)) changed();
  };
  if (subject.symbol !== null) {
    return pushed.watch(accounts.readable(undefined).account.id, [subject.symbol], told);
  }
  const unfollow = followers.follow(subject.uri, told);
  if (subject.accountId === null) return unfollow;
  const unwatch = pushed.watchAccount(subject.accountId, told);
  return () => {
    unwatch();
    unfollow();
  };
}

/** Access may have been taken away since the subscription. */
function isReadable(uri: string, reader: Pick<ResourceReader, 'find'>): boolean {
  try {
    reader.find(uri);
    return true;
  } catch {
    return false;
  }
}
