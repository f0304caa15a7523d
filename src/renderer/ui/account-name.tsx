import type { Account } from '../../shared/domain/account.ts';

type Named = Pick<Account, 'alias' | 'colour' | 'tags'>;

/** An account as it is named everywhere: its colour, its alias and, where there is room, its tags. */
export function AccountName(props: { readonly account: Named; readonly hasTags?: boolean }) {
  const { account, hasTags = false } = props;
  return (
    <span className="account-name">
      <AccountDot account={account} />
      <span className="truncate">{account.alias}</span>
      {hasTags ? <AccountTags account={account} /> : null}
    </span>
  );
}

/** Nothing for an account without a colour. A help for the eye: the alias says the same. */
export function AccountDot({ account: { colour } }: { readonly account: Pick<Account, 'colour'> }) {
  if (colour === null) return null;
  return <span className={`account-dot account-${colour}`} aria-hidden />;
}

export function AccountTags({ account: { tags } }: { readonly account: Pick<Account, 'tags'> }) {
  return tags.map((tag) => (
    <span key={tag} className="account-tag">
      {tag}
    </span>
  ));
}
