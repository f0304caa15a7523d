import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Sentence } from '../ui/sentence.tsx';
import { PastAccountName } from './past-account-name.tsx';
import { PastPages } from './past-pages.tsx';

const { columns } = text;

export function PastOrders() {
  return (
    <PastPages command="recovery.orders" title={text.tabs.orders} empty={text.empty.orders}>
      {(orders) => (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.order}</th>
              <th scope="col">{columns.account}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col" className="number">
                {columns.filled}
              </th>
              <th scope="col" className="number">
                {columns.average}
              </th>
              <th scope="col">{columns.time}</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.proposalId}>
                <td>
                  <div className="cell-main">
                    <Sentence text={order.sentence} />
                  </div>
                  {order.brokerOrderId === null ? null : (
                    <div className="cell-sub mono">{order.brokerOrderId}</div>
                  )}
                </td>
                <td>
                  <PastAccountName accountId={order.accountId} alias={null} />
                </td>
                <td>{order.state.replaceAll('_', ' ')}</td>
                {/* As they are on record: a figure of a form that is not known must not be made prettier. */}
                <td className="number">{order.filledQuantity ?? ABSENT}</td>
                <td className="number">{order.averageFillPrice ?? ABSENT}</td>
                <td className="nowrap">
                  {order.createdAtMs === null ? ABSENT : formatDateTime(order.createdAtMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PastPages>
  );
}
