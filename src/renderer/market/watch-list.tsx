import { X } from 'lucide-react';
import { type Decimal, subtract } from '../../shared/domain/decimal.ts';
import { marketOfSymbol } from '../../shared/domain/instrument.ts';
import type { MarketStatus, Quote } from '../../shared/domain/market-data.ts';
import { marketPhaseWords, tradingStatusWords } from '../i18n/en-domain.ts';
import { marketText as text } from '../i18n/en-market.ts';
import { ABSENT, formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { Freshness } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Flashing, Signed, SignedRate } from '../ui/figure.tsx';

interface WatchListProps {
  readonly symbols: readonly string[];
  readonly quotes: ReadonlyMap<string, Quote>;
  readonly markets: readonly MarketStatus[];
  /** The quotes were read: a symbol without one has none. */
  readonly isRead: boolean;
  readonly chosen: string | null;
  readonly onChoose: (symbol: string) => void;
  readonly onRemove: (symbol: string) => void;
}

const NUMBER_COLUMNS = ['last', 'change', 'bid', 'ask', 'spread', 'range'] as const;

export function WatchList(props: WatchListProps) {
  return (
    <div className="market-scroll">
      <table className="table">
        <thead>
          <tr>
            <th>{text.columns.symbol}</th>
            {NUMBER_COLUMNS.map((column) => (
              <th key={column} className="number">
                {text.columns[column]}
              </th>
            ))}
            <th>{text.columns.state}</th>
            <th>{text.columns.age}</th>
            <th>
              <span className="visually-hidden">{text.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.symbols.map((symbol) => (
            <WatchRow key={symbol} symbol={symbol} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WatchRow({
  symbol,
  quotes,
  markets,
  isRead,
  chosen,
  onChoose,
  onRemove,
}: WatchListProps & { symbol: string }) {
  const quote = quotes.get(symbol);
  return (
    <tr className={symbol === chosen ? 'is-chosen' : undefined}>
      <td>
        <button
          type="button"
          className="link-button cell-main"
          aria-pressed={symbol === chosen}
          aria-label={text.show(symbol)}
          onClick={() => onChoose(symbol)}
        >
          {symbol}
        </button>
      </td>
      {quote === undefined ? (
        <td className="soft small" colSpan={NUMBER_COLUMNS.length + 2}>
          {isRead ? text.notKnown : ABSENT}
        </td>
      ) : (
        <QuoteCells
          quote={quote}
          status={markets.find(({ market }) => market === marketOfSymbol(symbol)) ?? null}
        />
      )}
      <td>
        <Button
          variant="quiet"
          isSmall
          icon={<X size={13} aria-hidden />}
          aria-label={text.remove(symbol)}
          onClick={() => onRemove(symbol)}
        />
      </td>
    </tr>
  );
}

function QuoteCells({ quote, status }: { readonly quote: Quote; readonly status: MarketStatus | null }) {
  return (
    <>
      <td className="number">
        <Flashing text={formatPrice(quote.lastPrice)} className="cell-main" />
      </td>
      <td className="number">
        <Signed value={quote.change} />
        <div className="small">
          <SignedRate value={quote.changeRate} />
        </div>
      </td>
      <PriceAndSize price={quote.bidPrice} size={quote.bidSize} />
      <PriceAndSize price={quote.askPrice} size={quote.askSize} />
      <td className="number">{formatPrice(spreadOf(quote))}</td>
      <td className="number nowrap">{`${formatPrice(quote.lowPrice)} – ${formatPrice(quote.highPrice)}`}</td>
      <td>
        {quote.tradingStatus === 'normal' ? (
          <span className="soft small nowrap">
            {status === null ? ABSENT : marketPhaseWords[status.phase]}
          </span>
        ) : (
          <Badge tone="danger">{tradingStatusWords[quote.tradingStatus]}</Badge>
        )}
      </td>
      <td>
        <Freshness provenance={quote.provenance} />
      </td>
    </>
  );
}

function PriceAndSize({ price, size }: { readonly price: Decimal | null; readonly size: Decimal | null }) {
  return (
    <td className="number">
      {formatPrice(price)}
      {size === null ? null : <div className="cell-sub">{text.size(formatQuantity(size))}</div>}
    </td>
  );
}

function spreadOf({ bidPrice, askPrice }: Quote): Decimal | null {
  return bidPrice === null || askPrice === null ? null : subtract(askPrice, bidPrice);
}
