import type { FlattenLine, FlattenPlan } from '../../shared/domain/flatten.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { formatAmount, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { Sentence } from '../ui/sentence.tsx';

interface FlattenTableProps {
  readonly plan: FlattenPlan;
  readonly closable: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (symbols: readonly string[]) => void;
}

export function FlattenTable({ plan, closable, chosen, onChoose }: FlattenTableProps) {
  const areAll = closable.length > 0 && closable.every((symbol) => chosen.includes(symbol));
  return (
    <div className="table-scroll panel">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={text.chooseAll}
                checked={areAll}
                disabled={closable.length === 0}
                onChange={() => onChoose(areAll ? [] : closable)}
              />
            </th>
            <th scope="col">{text.held}</th>
            <th scope="col">{text.order}</th>
            <th scope="col" className="number">
              {text.book}
            </th>
            <th scope="col" className="number" title={text.estimateHint}>
              {text.estimate}
            </th>
            <th scope="col" className="number" title={text.estimateHint}>
              {text.result}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.lines.map((line) => (
            <Line
              key={line.symbol}
              line={line}
              isChosen={chosen.includes(line.symbol)}
              onToggle={(isChosen) =>
                onChoose(isChosen ? [...chosen, line.symbol] : chosen.filter((each) => each !== line.symbol))
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly line: FlattenLine;
  readonly isChosen: boolean;
  readonly onToggle: (isChosen: boolean) => void;
}

function Line({ line, isChosen, onToggle }: LineProps) {
  const { symbol, name, held, side, quantity, limitPrice, bidPrice, askPrice, lastPrice, obstacle } = line;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={text.choose(instrumentName(symbol))}
          checked={isChosen}
          disabled={obstacle !== null}
          onChange={(event) => onToggle(event.target.checked)}
        />
      </td>
      <td>
        <strong className="nowrap">
          {formatQuantity(held)} {instrumentName(symbol)}
        </strong>
        <div className="faint small">{name}</div>
      </td>
      <td>
        <Sentence
          text={`${side} ${formatQuantity(quantity)} @ ${limitPrice === null ? text.market : formatPrice(limitPrice)}`}
        />
        {obstacle === null ? null : <div className="small flatten-obstacle">{obstacle}</div>}
      </td>
      <td className="number">
        {[bidPrice, askPrice, lastPrice].map((price) => formatPrice(price)).join(' / ')}
      </td>
      <td className="number">
        {formatAmount(line.estimate)} {line.currency ?? ''}
      </td>
      <td className="number">{formatAmount(line.estimatedResult)}</td>
    </tr>
  );
}
