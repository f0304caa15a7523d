import { useState } from 'react';
import { isLive } from '../../shared/domain/account.ts';
import { MONEY_WORD_AFTER_MS, moneyWordSentence } from '../../shared/domain/money-word.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { useAction } from '../app-context.tsx';
import { moneyWordText as text } from '../i18n/en-money.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TypedSentence } from '../ui/typed-sentence.tsx';

/** True where the broker's lists may never tell what became of it; one that was just accepted is about to be told of. */
export function awaitsMoneyWord({ money, status, decidedAtMs }: Proposal): boolean {
  if (money === null) return false;
  const isOld = Date.now() - (decidedAtMs ?? 0) > MONEY_WORD_AFTER_MS;
  return status === 'unknown' || (status === 'submitted' && isOld);
}

/** The user's way out of a move of money whose end is not known: looked up in the broker's own app, said here. */
export function MoneyWordForm({ proposal }: { readonly proposal: Proposal }) {
  const take = useAction('proposals.takeMoneyWord');
  const [asked, setAsked] = useState<boolean | null>(null);
  const say = (hasArrived: boolean, typedSentence: string) =>
    void take.run({ proposalId: proposal.id, hasArrived, typedSentence });
  const choose = (hasArrived: boolean) =>
    isLive(proposal.mode) ? setAsked(hasArrived) : say(hasArrived, '');
  return (
    <div className="stack">
      <p>{text.intro}</p>
      <p className="soft">{text.warning}</p>
      {asked === null ? (
        <div className="row row-wrap">
          <Button isSmall isBusy={take.isBusy} onClick={() => choose(true)}>
            {text.arrived}
          </Button>
          <Button isSmall isBusy={take.isBusy} onClick={() => choose(false)}>
            {text.none}
          </Button>
        </div>
      ) : (
        <TypedSentence
          sentence={moneyWordSentence(asked)}
          label={text.type}
          submitLabel={asked ? text.arrived : text.none}
          isBusy={take.isBusy}
          onSubmit={(typed) => say(asked, typed)}
          onCancel={() => setAsked(null)}
        />
      )}
      <ErrorNotice error={take.error} />
    </div>
  );
}
