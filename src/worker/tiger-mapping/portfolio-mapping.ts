import { AppError } from '../../shared/app-error.ts';
import type { AccountMode, AccountProfile } from '../../shared/domain/account.ts';
import type { AssetSegment, Assets, Position, SegmentKind } from '../../shared/domain/portfolio.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type {
  AccountRow,
  GlobalAssets,
  PositionRow,
  PrimeAssets,
} from '../../tiger/methods/account-methods.ts';
import { currencyOf, marketOf, securityTypeOf, symbolOfRow } from './instrument-mapping.ts';
import { provenanceOf } from './provenance-of.ts';
import { fromScaled } from './scaled-quantity.ts';

const LAST_DIGITS = 4;
/** Documented as exactly 17 digits; live account numbers have 5 to 10 (wire contract 1.6). */
const PAPER_NUMBER = /^\d{17,}$/;

/** Global accounts are asked for their assets in another way (wire contract 1.6). */
export function isGlobalAccount(account: string): boolean {
  return /^[A-Za-z]/.test(account);
}

/**
 * The mode is what Tiger says of the account, and only if the form of the number agrees. Everything else is
 * `unknown`, which the app treats as live.
 */
export function profileOf(account: string, reply: TigerReply<readonly AccountRow[]>): AccountProfile {
  const row = reply.data.find((candidate) => candidate.account === account);
  return {
    lastFour: lastFourOf(account),
    mode: modeOf(account, row?.accountType ?? null),
    accountType: row?.accountType ?? null,
    capability: row?.capability ?? null,
    status: row?.status ?? null,
    isSimulated: reply.isSimulated,
  };
}

export function lastFourOf(account: string): string {
  return account.slice(-LAST_DIGITS);
}

function modeOf(account: string, accountType: string | null): AccountMode {
  const isPaperNumber = PAPER_NUMBER.test(account);
  if (accountType === 'PAPER') return isPaperNumber ? 'paper' : 'unknown';
  if (accountType === 'STANDARD' || accountType === 'GLOBAL') return isPaperNumber ? 'unknown' : 'live';
  return 'unknown';
}

/** The securities segment: it holds stocks, cash and, when consolidated, funds. Futures have a segment of their own. */
const SECURITIES = 'S';

export function primeAssetsOf(reply: TigerReply<PrimeAssets>): Assets {
  const segment = reply.data.segments.find((candidate) => candidate.category === SECURITIES);
  const currency = currencyOf(segment?.currency ?? null);
  if (segment === undefined || currency === null) throw noAssets();
  return {
    currency,
    netLiquidation: segment.netLiquidation,
    equityWithLoan: segment.equityWithLoan,
    cashBalance: segment.cashBalance,
    cashAvailableForTrade: segment.cashAvailableForTrade,
    buyingPower: segment.buyingPower,
    initialMargin: segment.initMargin,
    maintenanceMargin: segment.maintainMargin,
    excessLiquidity: segment.excessLiquidation,
    grossPositionValue: segment.grossPositionValue,
    unrealizedPnl: segment.unrealizedPL,
    realizedPnl: segment.realizedPL,
    todayPnl: segment.totalTodayPL,
    dayTradesRemaining: null,
    currencies: segment.currencyAssets.flatMap((row) => {
      const rowCurrency = currencyOf(row.currency);
      if (rowCurrency === null) return [];
      return [{ currency: rowCurrency, cashBalance: row.cashBalance, rateToBase: row.forexRate }];
    }),
    segments: reply.data.segments.flatMap((row) =>
      segmentOf(row.category, row.currency, {
        netLiquidation: row.netLiquidation,
        cashBalance: row.cashBalance,
        grossPositionValue: row.grossPositionValue,
        initialMargin: row.initMargin,
        maintenanceMargin: row.maintainMargin,
        excessLiquidity: row.excessLiquidation,
        unrealizedPnl: row.unrealizedPL,
      }),
    ),
    provenance: provenanceOf(reply, { asOfMs: reply.data.updateTimestamp, isDelayed: null }),
  };
}

export function globalAssetsOf(account: string, reply: TigerReply<readonly GlobalAssets[]>): Assets {
  const row = reply.data.find((candidate) => candidate.account === account) ?? reply.data[0];
  const currency = currencyOf(row?.currency ?? null);
  if (row === undefined || currency === null) throw noAssets();
  return {
    currency,
    netLiquidation: row.netLiquidation,
    equityWithLoan: row.equityWithLoan,
    cashBalance: row.cashValue,
    cashAvailableForTrade: row.availableFunds,
    buyingPower: row.buyingPower,
    initialMargin: row.initMarginReq,
    maintenanceMargin: row.maintMarginReq,
    excessLiquidity: row.excessLiquidity,
    grossPositionValue: row.grossPositionValue,
    unrealizedPnl: row.unrealizedPnl,
    realizedPnl: row.realizedPnl,
    todayPnl: null,
    dayTradesRemaining: row.dayTradesRemaining,
    currencies: [],
    segments: row.segments.flatMap((segment) =>
      // Segments of a global account name no currency: they are in the account's.
      segmentOf(segment.category, row.currency, {
        netLiquidation: segment.netLiquidation,
        cashBalance: segment.cashValue,
        grossPositionValue: segment.grossPositionValue,
        initialMargin: segment.initMarginReq,
        maintenanceMargin: segment.maintMarginReq,
        excessLiquidity: segment.excessLiquidity,
        unrealizedPnl: null,
      }),
    ),
    provenance: provenanceOf(reply, { asOfMs: row.updateTime, isDelayed: null }),
  };
}

const SEGMENT_KINDS: Readonly<Record<string, SegmentKind>> = {
  S: 'securities',
  C: 'commodities',
  F: 'funds',
  D: 'digital',
};

/** Nothing for a segment of a kind or currency that is not known: its figures could not be told apart. */
function segmentOf(
  category: string | null,
  currencyText: string | null,
  figures: Omit<AssetSegment, 'kind' | 'currency'>,
): AssetSegment[] {
  const kind = SEGMENT_KINDS[category ?? ''];
  const currency = currencyOf(currencyText);
  return kind === undefined || currency === null ? [] : [{ kind, currency, ...figures }];
}

function noAssets(): AppError {
  return new AppError('broker_protocol', 'Tiger answered no assets for this account.', {
    nextStep: 'Check in the Tiger app that the account is open and funded.',
  });
}

export function positionOf(row: PositionRow): Position {
  const quantity = row.positionQty ?? fromScaled(row.position, row.positionScale);
  if (quantity === null) {
    throw new AppError('broker_protocol', `Tiger names no quantity for the position in ${row.symbol}.`, {
      nextStep: 'Try again; if it stays, look at the position in the Tiger app.',
    });
  }
  return {
    symbol: symbolOfRow(row),
    name: row.name,
    market: marketOf(row.market),
    securityType: securityTypeOf(row.secType),
    currency: currencyOf(row.currency),
    quantity,
    salableQuantity: row.salableQty,
    averageCost: row.averageCost,
    lastPrice: row.latestPrice,
    marketValue: row.marketValue,
    unrealizedPnl: row.unrealizedPnl,
    unrealizedPnlRate: row.unrealizedPnlPercent,
    realizedPnl: row.realizedPnl,
    todayPnl: row.todayPnl,
    multiplier: row.multiplier,
  };
}
