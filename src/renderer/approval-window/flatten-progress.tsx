import type { FlattenRun, FlattenRunLine } from '../../shared/domain/flatten.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import { useRead } from '../app-context.tsx';
import { proposalStatusWords } from '../i18n/en-domain.ts';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { formatQuantity } from '../i18n/format-number.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sentence } from '../ui/sentence.tsx';

/** Enough for every line of a run among the newest proposals. */
const PROPOSALS_MAX = 100;

/** Partial results are results: each line says what became of it, and its order goes on telling. */
export function FlattenProgress({
  run,
  onAgain,
}: {
  readonly run: FlattenRun;
  readonly onAgain: () => void;
}) {
  const proposals = useRead('proposals.list', { isWaitingOnly: false, limit: PROPOSALS_MAX }).value ?? [];
  const statusOf = ({ proposalId, outcome }: FlattenRunLine): string => {
    const proposal = proposals.find(({ id }) => id === proposalId);
    return outcome === 'sent' && proposal !== undefined
      ? proposalStatusWords[proposal.status]
      : text.outcomes[outcome];
  };
  return (
    <section className="stack" aria-label={text.progress}>
      <h2>{text.progress}</h2>
      <Notice tone={run.state === 'interrupted' ? 'danger' : 'neutral'} role="status">
        {text.states[run.state]}
      </Notice>
      <div className="table-scroll panel">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{text.line}</th>
              <th scope="col">{text.outcome}</th>
              <th scope="col">{text.words}</th>
            </tr>
          </thead>
          <tbody>
            {run.lines.map((line) => (
              <tr key={line.symbol}>
                <td className="nowrap">
                  <Sentence
                    text={`${line.side} ${formatQuantity(line.quantity)} ${instrumentName(line.symbol)}`}
                  />
                </td>
                <td className="nowrap">{statusOf(line)}</td>
                <td>{line.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {run.state === 'running' ? null : (
        <div className="row">
          <Button onClick={onAgain}>{text.again}</Button>
        </div>
      )}
    </section>
  );
}
