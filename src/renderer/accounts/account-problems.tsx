import type { Account } from '../../shared/domain/account.ts';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { Notice } from '../ui/notice.tsx';

/** What a person has to mend although the account works; why it does not work, the state's own text says. */
export function AccountProblems({ account }: { readonly account: Account }) {
  const { stateText } = account;
  const shown = account.problems.filter(({ text: problem }) => !(stateText ?? '').includes(problem));
  return shown.map(({ kind, market, text: problem, nextStep }) => (
    <Notice key={`${kind} ${market}`} tone="warning" title={text.problems[kind]}>
      {`${problem} ${nextStep}`}
    </Notice>
  ));
}
