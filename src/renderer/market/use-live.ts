import { useCallback, useEffect, useRef, useState } from 'react';
import type { Quote } from '../../shared/domain/market-data.ts';
import { type PushedQuote, withPushed } from '../../shared/domain/pushed-market.ts';
import { type Read, useEvent, useRead } from '../app-context.tsx';

/** What is read as the start, after a gap, and to go on being told: main stops telling a window that stops reading. */
export const SHOWN_REFRESH_MS = 5_000;
/** An eye follows four changes a second; more only costs power. */
const RENDER_EVERY_MS = 250;

export interface LiveQuotes extends Read<readonly Quote[]> {
  /** What was read, with what was pushed since. */
  readonly quotes: ReadonlyMap<string, Quote>;
}

/** Quotes that move as the broker pushes them. null or no symbols: none. */
export function useLiveQuotes(accountId: string | null, symbols: readonly string[]): LiveQuotes {
  const input = accountId === null || symbols.length === 0 ? null : { accountId, symbols: [...symbols] };
  const read = useRead('market.quotes', input, SHOWN_REFRESH_MS);
  const pushed = usePushedQuotes(accountId);
  const quotes = new Map((read.value ?? []).map((quote) => [quote.symbol, moved(quote, pushed)]));
  return { ...read, quotes };
}

function moved(quote: Quote, pushed: ReadonlyMap<string, PushedQuote>): Quote {
  const news = pushed.get(quote.symbol);
  // Delayed readings are never mixed with pushes.
  return news === undefined || quote.provenance.isDelayed === true ? quote : withPushed(quote, news);
}

type Pushed = ReadonlyMap<string, PushedQuote>;
const NONE: Pushed = new Map();

/** The newest push of each symbol of the account, at the pace of the eye. */
function usePushedQuotes(accountId: string | null): Pushed {
  const [shown, setShown] = useState<{ accountId: string | null; quotes: Pushed }>({
    accountId,
    quotes: NONE,
  });
  const newest = useRef<{ accountId: string; quotes: Map<string, PushedQuote> } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const take = useCallback(
    (event: { readonly accountId: string; readonly quote: PushedQuote }) => {
      if (event.accountId !== accountId) return;
      if (newest.current?.accountId !== accountId) newest.current = { accountId, quotes: new Map() };
      const { quotes } = newest.current;
      quotes.set(event.quote.symbol, event.quote);
      timer.current ??= setTimeout(() => {
        timer.current = null;
        setShown({ accountId, quotes: new Map(quotes) });
      }, RENDER_EVERY_MS);
    },
    [accountId],
  );
  useEvent('quotes.pushed', take);
  return shown.accountId === accountId ? shown.quotes : NONE;
}
