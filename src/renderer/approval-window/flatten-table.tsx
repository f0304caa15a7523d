import { absolute, isPositive, subtract } from '../../shared/domain/decimal.ts';
import { type FlattenLine, type FlattenPlan, lastingObstacle, toggled } from '../../shared/domain/flatten.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { formatAmount, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { Sentence } from '../ui/sentence.tsx';

interface FlattenTableProps {
  readonly plan: FlattenPlan;
  readonly chosen: readonly string[];
  readonly onChoose: (symbols: readonly string[]) => void;
}

export function FlattenTable({ plan, chosen, onChoose }: FlattenTableProps) {
  const closable = plan.lines.filter((line) => lastingObstacle(line) === null).map(({ symbol }) => symbol);
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
              onToggle={() => onChoose(toggled(plan.lines, chosen, line))}
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
  readonly onToggle: () => void;
}

function Line({ line, isChosen, onToggle }: LineProps) {
  const { symbol, name, held, side, quantity, limitPrice, bidPrice, askPrice, lastPrice } = line;
  const instrument = instrumentName(symbol);
  const obstacle = lastingObstacle(line);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={text.choose(instrument)}
          checked={isChosen}
          disabled={obstacle !== null}
          onChange={onToggle}
        />
      </td>
      <td>
        <strong className="nowrap">
          {formatQuantity(held)} {instrument}
        </strong>
        <div className="faint small">{name}</div>
      </td>
      <td>
        <Sentence
          text={`${side} ${formatQuantity(quantity)} @ ${limitPrice === null ? text.market : formatPrice(limitPrice)}`}
        />
        <div className="small faint">
          {text.book(formatPrice(bidPrice), formatPrice(askPrice), formatPrice(lastPrice))}
        </div>
        {notesOf(line).map((note) => (
          <div key={note} className="small faint flatten-note">
            {note}
          </div>
        ))}
        {obstacle === null ? null : <div className="small flatten-note flatten-obstacle">{obstacle}</div>}
      </td>
      <td className="number">
        {formatAmount(line.estimate)} {line.currency ?? ''}
      </td>
      <td className="number">{formatAmount(line.estimatedResult)}</td>
    </tr>
  );
}

function notesOf({ held, quantity, goesAfter, obstacle }: FlattenLine): string[] {
  const rest = subtract(absolute(held), quantity);
  return [
    ...(goesAfter.length === 0 || obstacle !== null ? [] : [text.goesAfter(goesAfter.map(instrumentName))]),
    ...(isPositive(rest) ? [text.rest(formatQuantity(rest))] : []),
  ];
}
