import type { AttackOutcome, AttackResult } from '../../shared/domain/red-team.ts';
import { useModel } from '../app-context.tsx';
import { redTeamText as text } from '../i18n/en-red-team.ts';
import { riskText } from '../i18n/en-risk.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { worstFirst } from './order-of-attacks.ts';
import { stopperWords } from './stopper-words.ts';

const TONES: Readonly<Record<AttackOutcome, Tone>> = {
  stopped: 'safe',
  got_through: 'danger',
  failed: 'warning',
};

export function AttackList({ results }: { readonly results: readonly AttackResult[] }) {
  return (
    <ul className="attacks">
      {worstFirst(results).map((result) => (
        <AttackRow key={result.id} result={result} />
      ))}
    </ul>
  );
}

function AttackRow({ result }: { readonly result: AttackResult }) {
  const { name, tries, outcome, stoppedBy } = result;
  return (
    <li className={outcome === 'got_through' ? 'attack attack-through' : 'attack'}>
      <div className="attack-outcome">
        <Badge tone={TONES[outcome]}>{text.outcomes[outcome]}</Badge>
      </div>
      <div className="attack-body">
        <h3>{name}</h3>
        <p className="soft">{tries}</p>
        <p>{result.text}</p>
        {stoppedBy.length === 0 ? null : (
          <p className="row row-wrap small">
            <span className="soft">{text.stoppedBy}</span>
            {stopperWords(stoppedBy).map((words) => (
              <Badge key={words}>{words}</Badge>
            ))}
          </p>
        )}
        {outcome === 'got_through' ? <Remedy settings={result.settings} /> : null}
      </div>
    </li>
  );
}

function Remedy({ settings }: { readonly settings: AttackResult['settings'] }) {
  const { store } = useModel();
  if (settings.length === 0) return <p className="attack-remedy">{text.noSetting}</p>;
  return (
    <p className="row row-wrap attack-remedy">
      <span>{text.change}</span>
      {settings.map((setting) => (
        <Badge key={setting} tone="danger">
          {riskText.fields[setting].title}
        </Badge>
      ))}
      <Button isSmall onClick={() => store.setState({ page: 'risk' })}>
        {text.openRisk}
      </Button>
    </p>
  );
}
