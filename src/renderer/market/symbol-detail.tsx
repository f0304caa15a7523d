import { useCallback, useEffect, useState } from 'react';
import type { Depth, TickSeries } from '../../shared/domain/intraday.ts';
import type { PushedDepth, PushedTrades } from '../../shared/domain/pushed-market.ts';
import { useEvent, useRead } from '../app-context.tsx';
import { marketText as text } from '../i18n/en-market.ts';
import { Freshness } from '../ui/age.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { DepthTable } from './depth-table.tsx';
import { TRADES_SHOWN_MAX, tradesPushed, tradesShown } from './trade-list.ts';
import { TradesTable } from './trades-table.tsx';
import { SHOWN_REFRESH_MS } from './use-live.ts';

interface SymbolDetailProps {
  readonly accountId: string;
  readonly symbol: string;
}

/** The book and the last trades of one symbol: read as the start and on a gap, moved by pushes in between. */
export function SymbolDetail({ accountId, symbol }: SymbolDetailProps) {
  return (
    <div className="market-detail">
      <DepthPanel accountId={accountId} symbol={symbol} />
      <TradesPanel accountId={accountId} symbol={symbol} />
    </div>
  );
}

function DepthPanel({ accountId, symbol }: SymbolDetailProps) {
  const read = useRead('market.depth', { accountId, symbol }, SHOWN_REFRESH_MS);
  const [pushed, setPushed] = useState<PushedDepth | null>(null);
  const take = useCallback(
    (event: { readonly accountId: string; readonly depth: PushedDepth }) => {
      if (event.accountId === accountId && event.depth.symbol === symbol) setPushed(event.depth);
    },
    [accountId, symbol],
  );
  useEvent('depth.pushed', take);
  const depth = read.value === null ? null : newerDepth(read.value, pushed);
  return (
    <Panel
      title={text.depth(symbol)}
      aside={depth === null ? null : <Freshness provenance={depth.provenance} />}
    >
      <ReadView read={read}>{() => (depth === null ? null : <DepthTable depth={depth} />)}</ReadView>
    </Panel>
  );
}

function newerDepth(read: Depth, pushed: PushedDepth | null): Depth {
  if (pushed === null || pushed.receivedAtMs < read.provenance.receivedAtMs) return read;
  const { bids, asks, asOfMs, brokerTimeMs, receivedAtMs } = pushed;
  return { ...read, bids, asks, provenance: { ...read.provenance, asOfMs, brokerTimeMs, receivedAtMs } };
}

function TradesPanel({ accountId, symbol }: SymbolDetailProps) {
  const read = useRead('market.trades', { accountId, symbol, count: TRADES_SHOWN_MAX }, SHOWN_REFRESH_MS);
  const { reload } = read;
  const [pushed, setPushed] = useState<TickSeries['ticks']>([]);
  const [lastPush, setLastPush] = useState<PushedTrades | null>(null);
  const take = useCallback(
    (event: { readonly accountId: string; readonly trades: PushedTrades }) => {
      if (event.accountId !== accountId || event.trades.symbol !== symbol) return;
      setPushed((before) => [...tradesPushed(before, event.trades)]);
      setLastPush(event.trades);
    },
    [accountId, symbol],
  );
  useEvent('trades.pushed', take);
  const isGap = lastPush?.isGap === true;
  useEffect(() => {
    if (isGap) reload();
  }, [isGap, reload]);
  const provenance = read.value === null ? null : newestTime(read.value, lastPush);
  return (
    <Panel
      title={text.trades(symbol)}
      aside={provenance === null ? null : <Freshness provenance={provenance} />}
    >
      <ReadView read={read}>
        {(value) => <TradesTable symbol={symbol} trades={tradesShown(value.ticks, pushed)} />}
      </ReadView>
    </Panel>
  );
}

function newestTime({ provenance }: TickSeries, push: PushedTrades | null): TickSeries['provenance'] {
  if (push === null || push.receivedAtMs < provenance.receivedAtMs) return provenance;
  const { asOfMs, brokerTimeMs, receivedAtMs } = push;
  return { ...provenance, asOfMs, brokerTimeMs, receivedAtMs };
}
