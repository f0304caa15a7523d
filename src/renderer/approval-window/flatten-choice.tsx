import { ArrowLeft } from 'lucide-react';
import { useRead } from '../app-context.tsx';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { Button } from '../ui/button.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { ReadView } from '../ui/read-view.tsx';

interface FlattenChoiceProps {
  readonly onChoose: (accountId: string) => void;
  readonly onDone: () => void;
}

/** Asked for by the tray or by keys, which name no account: positions are closed on one at a time. */
export function FlattenChoice({ onChoose, onDone }: FlattenChoiceProps) {
  const accounts = useRead('accounts.list', {});
  return (
    <section className="flatten" aria-label={text.chooseAccount}>
      <header className="row">
        <Button isSmall variant="quiet" icon={<ArrowLeft size={14} aria-hidden />} onClick={onDone}>
          {text.back}
        </Button>
      </header>
      <h2>{text.chooseAccount}</h2>
      <p>{text.chooseAccountText}</p>
      <ReadView read={accounts}>
        {(list) => (
          <ul className="flatten-accounts">
            {list.map(({ id, alias, mode, state }) => (
              <li key={id} className="row">
                <Button disabled={state !== 'ready'} onClick={() => onChoose(id)}>
                  {text.title(alias)}
                </Button>
                <ModeBadge mode={mode} />
                {state === 'ready' ? null : <span className="muted">{text.notReady}</span>}
              </li>
            ))}
          </ul>
        )}
      </ReadView>
    </section>
  );
}
