import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import { limitsText as text } from '../i18n/en-limits.ts';
import { NamedAccount } from '../ui/named-account.tsx';

interface LaneTableProps {
  readonly lane: LaneUsage;
}

type Method = LaneUsage['methods'][number];

export function LaneTable({ lane }: LaneTableProps) {
  const { columns } = text;
  const methods = [...lane.methods].sort((left, right) => right.used / right.limit - left.used / left.limit);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{columns.method}</th>
          <th scope="col">{columns.tier}</th>
          <th scope="col">{columns.used}</th>
          <th scope="col" className="number">
            {columns.waiting}
          </th>
          <th scope="col" className="number">
            {columns.refused}
          </th>
          <th scope="col">{columns.by}</th>
        </tr>
      </thead>
      <tbody>
        {methods.map((method) => (
          <MethodRow key={method.method} method={method} />
        ))}
      </tbody>
    </table>
  );
}

function MethodRow({ method }: { readonly method: Method }) {
  return (
    <tr>
      <td className="mono">{method.method}</td>
      <td>{text.tiers[method.tier]}</td>
      <td>
        <span className="limit-use">
          <meter
            className="limit-meter"
            aria-label={text.meter(method.method)}
            min={0}
            max={method.limit}
            high={method.limit * 0.8}
            optimum={0}
            value={method.used}
          />
          {text.usedOf(method.used, method.limit)}
        </span>
      </td>
      <td className="number">{method.waiting}</td>
      <td className="number">{method.refusedTotal}</td>
      <td className="soft">
        {method.uses.length === 0
          ? text.nobody
          : method.uses.map(({ accountId, clientName, calls }) => (
              <span className="limit-user" key={`${accountId} ${clientName}`}>
                {text.user(clientName)}, <NamedAccount accountId={accountId} />: {calls}
              </span>
            ))}
      </td>
    </tr>
  );
}
