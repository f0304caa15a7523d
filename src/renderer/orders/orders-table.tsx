import { useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import { marketTimeText } from '../../shared/domain/market-day.ts';
import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
import { trailText } from '../../shared/domain/order-form.ts';
import { orderStatusWords } from '../i18n/en-domain.ts';
import { ordersText as text } from '../i18n/en-orders.ts';
import { ABSENT, formatAmount, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { formatDateTime, formatMarketTime } from '../i18n/format-time.ts';
import { orderStatusTone } from '../i18n/status-tone.ts';
import { Badge } from '../ui/badge.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { CancelOrder } from './cancel-order.tsx';

const NUMBER_COLUMNS = ['price', 'filled', 'average', 'commission', 'opened'] as const;

interface OrdersTableProps {
  readonly accountId: string;
  readonly orders: readonly BrokerOrder[];
}

export function OrdersTable({ accountId, orders }: OrdersTableProps) {
  const [result, setResult] = useState<{ error: ErrorWire | null } | null>(null);
  return (
    <>
      {result === null ? null : (
        <div className="panel-body">
          {result.error === null ? (
            <Notice tone="safe" role="status" title={text.cancelSent} />
          ) : (
            <ErrorNotice error={result.error} />
          )}
        </div>
      )}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.columns.order}</th>
            <th scope="col">{text.columns.status}</th>
            {NUMBER_COLUMNS.map((column) => (
              <th key={column} scope="col" className="number">
                {text.columns[column]}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{text.columns.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow
              key={order.brokerOrderId}
              order={order}
              accountId={accountId}
              onAnswer={(error) => setResult({ error })}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface OrderRowProps {
  readonly order: BrokerOrder;
  readonly accountId: string;
  readonly onAnswer: (error: ErrorWire | null) => void;
}

function OrderRow({ order, accountId, onAnswer }: OrderRowProps) {
  const what = `${order.side} ${formatQuantity(order.quantity)} ${instrumentWords(order)}`;
  const isCancellable =
    isOpen(order.status) && order.status !== 'pending_cancel' && order.canCancel !== false;
  return (
    <tr>
      <td>
        <div className="cell-main nowrap">
          <Sentence text={what} />
        </div>
        <div className="cell-sub nowrap">
          {[order.orderType, timeInForceOf(order), order.currency]
            .filter((part) => part !== null)
            .join(' · ')}
        </div>
      </td>
      <td>
        <Badge tone={orderStatusTone(order.status)}>{orderStatusWords[order.status]}</Badge>
        {order.remark === null || order.remark === '' ? null : (
          <div className="cell-sub order-remark">{order.remark}</div>
        )}
      </td>
      <td className="number">
        {priceText(order)}
        {order.stopPrice === null ? null : (
          <div className="cell-sub">{text.stop(formatPrice(order.stopPrice))}</div>
        )}
      </td>
      <td className="number">
        {formatQuantity(order.filledQuantity)} / {formatQuantity(order.quantity)}
      </td>
      <td className="number">{formatPrice(order.averageFillPrice)}</td>
      <td className="number">{formatAmount(order.commission)}</td>
      <td className="number">
        <OpenedAt order={order} />
      </td>
      <td className="number">
        {isCancellable ? (
          <CancelOrder
            accountId={accountId}
            brokerOrderId={order.brokerOrderId}
            what={what}
            onAnswer={onAnswer}
          />
        ) : null}
      </td>
    </tr>
  );
}

function timeInForceOf({ timeInForce, expiresAtMs, market }: BrokerOrder): string | null {
  return expiresAtMs === null || market === null
    ? timeInForce
    : text.until(timeInForce ?? '', marketTimeText(market, expiresAtMs));
}

function priceText({ limitPrice, trail }: BrokerOrder): string {
  if (trail !== null) return trailText(trail);
  return limitPrice === null ? text.market : formatPrice(limitPrice);
}

function OpenedAt({ order }: { readonly order: BrokerOrder }) {
  if (order.openedAtMs === null) return ABSENT;
  const [date, time] = formatDateTime(order.openedAtMs).split(', ');
  return (
    <time
      dateTime={new Date(order.openedAtMs).toISOString()}
      title={order.market === null ? undefined : formatMarketTime(order.openedAtMs, order.market)}
    >
      {time}
      <div className="cell-sub">{date}</div>
    </time>
  );
}
