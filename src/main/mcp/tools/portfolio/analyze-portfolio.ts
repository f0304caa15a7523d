import * as z from 'zod';
import type { IndustryLevel } from '../../../../shared/domain/company.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  isZero,
  multiply,
  round,
  sum,
  ZERO,
} from '../../../../shared/domain/decimal.ts';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import { accountFields, accountJson, figure } from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { READ_ANNOTATIONS, type ReadContext, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { drawdownOf } from './drawdown.ts';
import { drawdownFields } from './get-asset-history.ts';
import {
  type Holding,
  mergedHoldings,
  portfolioFacts,
  portfolioFactsJson,
  portfolioInput,
  totalOf,
} from './portfolio-json.ts';
import { type Portfolio, readPortfolio } from './read-portfolio.ts';

/** Each costs a call the first time; the smaller ones are counted as `unknown`, and said. */
const INDUSTRIES_LOOKED_UP_MAX = 30;
const GROUPS_MAX = 30;
const TOP_HOLDINGS = 10;
const HISTORY_DAYS = 365;
const WEIGHT_PLACES = 6;
const UNKNOWN = 'unknown';

const group = z.strictObject({
  name: z.string(),
  value: z.string(),
  weight: figure.describe('Part of gross_value, fraction.'),
});
/** Symbols, currencies and kinds are read by their form; what an industry is called is somebody's text. */
const namedGroup = group.extend({ name: untrustedText });

const output = z.strictObject({
  ...portfolioFacts,
  gross_value: z.string().describe('Sum of the absolute values of the positions that could be converted.'),
  by_symbol: z.array(group).describe(`Largest ${GROUPS_MAX}. A short position has a negative value.`),
  by_sector: z.array(namedGroup),
  by_industry: z.array(namedGroup),
  by_currency: z.array(group),
  by_kind: z.array(group),
  concentration: z.strictObject({
    top_holdings: z.array(z.string()),
    top_weight: figure.describe(`Of the ${TOP_HOLDINGS} largest together, fraction.`),
    herfindahl_index: figure.describe('Sum of the squared weights: 1 is one single holding.'),
  }),
  cash: z.strictObject({ value: figure, part_of_net_liquidation: figure }),
  unrealized_pnl: figure,
  realized_pnl: figure.describe("As the broker's assets name it."),
  drawdowns: z
    .array(z.strictObject({ ...accountFields, ...drawdownFields }))
    .describe(`Of the securities of each account over ${HISTORY_DAYS} days.`),
});

export const analyzePortfolio = readTool({
  name: 'tiger_analyze_portfolio',
  title: 'Analyze the portfolio',
  description:
    'Allocation by symbol, sector, industry, currency and kind, concentration, cash, profit and maximum drawdown, from broker data.',
  toolset: 'portfolio',
  input: z.strictObject(portfolioInput),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ currency = 'USD', account_ids }, context) => {
    const portfolio = await readPortfolio(context, currency, account_ids);
    const all = mergedHoldings(portfolio);
    const holdings = all
      .filter(({ converted }) => converted !== null)
      .sort((left, right) => compare(sizeOf(right), sizeOf(left)));
    const gross = sum(holdings.map(sizeOf));
    const [sectors, histories] = await Promise.all([
      industriesOf(context, portfolio, holdings),
      drawdownsOf(context, portfolio),
    ]);
    const by = (nameOf: (holding: Holding) => string) => groupsOf(holdings, gross, nameOf);
    const symbols = by(({ position }) => position.symbol);
    const weights = holdings.map((holding) => weightOf(sizeOf(holding), gross));
    const cash = totalOf(portfolio, (assets) => assets.cashBalance);
    const facts = portfolioFactsJson(portfolio, currency);
    const unvalued = all.filter(({ converted }) => converted === null).map(({ position }) => position.symbol);
    return {
      ...facts,
      missing: [
        ...facts.missing,
        ...(unvalued.length === 0 ? [] : [`value of ${unvalued.slice(0, GROUPS_MAX).join(', ')}`]),
        ...sectors.missing,
        ...histories.missing,
      ],
      gross_value: gross,
      by_symbol: symbols,
      by_sector: by((holding) => sectors.name(holding, 'GSECTOR')),
      by_industry: by((holding) => sectors.name(holding, 'GIND')),
      by_currency: by(({ position }) => position.currency ?? UNKNOWN),
      by_kind: by(({ position }) => position.securityType),
      concentration: {
        top_holdings: holdings.slice(0, TOP_HOLDINGS).map(({ position }) => position.symbol),
        top_weight: isZero(gross) ? null : weightOf(sum(holdings.slice(0, TOP_HOLDINGS).map(sizeOf)), gross),
        herfindahl_index: isZero(gross)
          ? null
          : round(sum(weights.map((weight) => multiply(weight ?? ZERO, weight ?? ZERO))), WEIGHT_PLACES),
      },
      cash: {
        value: cash,
        part_of_net_liquidation: ratioOf(
          cash,
          totalOf(portfolio, (assets) => assets.netLiquidation),
        ),
      },
      unrealized_pnl: totalOf(portfolio, (assets) => assets.unrealizedPnl),
      realized_pnl: totalOf(portfolio, (assets) => assets.realizedPnl),
      drawdowns: histories.rows,
    };
  },
});

const sizeOf = ({ converted }: Holding) => absolute(converted ?? ZERO);

function weightOf(value: Decimal, gross: Decimal): Decimal | null {
  return isZero(gross) ? null : divide(value, gross, WEIGHT_PLACES);
}

function ratioOf(part: Decimal | null, whole: Decimal | null): Decimal | null {
  return part === null || whole === null || isZero(whole) ? null : divide(part, whole, WEIGHT_PLACES);
}

/** Weights by absolute value, so that a short position adds to what is at stake. */
function groupsOf(holdings: readonly Holding[], gross: Decimal, nameOf: (holding: Holding) => string) {
  const groups = new Map<string, { value: Decimal; size: Decimal }>();
  for (const holding of holdings) {
    const name = nameOf(holding);
    const { value, size } = groups.get(name) ?? { value: ZERO, size: ZERO };
    groups.set(name, { value: add(value, holding.converted ?? ZERO), size: add(size, sizeOf(holding)) });
  }
  return [...groups]
    .sort(([, left], [, right]) => compare(right.size, left.size))
    .slice(0, GROUPS_MAX)
    .map(([name, { value, size }]) => ({ name, value, weight: weightOf(size, gross) }));
}

/** @param holdings largest first */
async function industriesOf(context: ReadContext, { parts }: Portfolio, holdings: readonly Holding[]) {
  const ready = parts.find(({ held }) => held !== null);
  const stocks = holdings.filter(({ position }) => position.securityType === 'STK');
  const asked = ready === undefined ? [] : stocks.slice(0, INDUSTRIES_LOOKED_UP_MAX);
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  const names = new Map<string, ReadonlyMap<IndustryLevel | null, string | null>>();
  await Promise.all(
    asked.map(async ({ position: { symbol } }) => {
      if (ready === undefined) return;
      const { read } = context.accounts.readable(ready.account.id);
      const list = await read('industry.ofStock', { symbol }, options).catch(() => null);
      if (list !== null) names.set(symbol, new Map(list.industries.map(({ level, name }) => [level, name])));
    }),
  );
  const nameless = stocks.filter(({ position }) => (names.get(position.symbol)?.size ?? 0) === 0);
  return {
    name: ({ position }: Holding, level: IndustryLevel) => names.get(position.symbol)?.get(level) ?? UNKNOWN,
    missing:
      nameless.length === 0
        ? []
        : [
            `industry of ${nameless
              .slice(0, GROUPS_MAX)
              .map(({ position }) => position.symbol)
              .join(', ')}`,
          ],
  };
}

async function drawdownsOf(context: ReadContext, { parts }: Portfolio) {
  const endDay = marketDay('US', context.clock.nowMs());
  const startDay = addDays(endDay, -HISTORY_DAYS);
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  const missing: string[] = [];
  const rows = await Promise.all(
    parts.flatMap(({ account, held }) => {
      if (held === null) return [];
      const { read } = context.accounts.readable(account.id);
      const query = { startDay, endDay, segment: 'SEC' as const, currency: held.assets.currency };
      return read('assets.history', query, options).then(
        ({ days }) => [{ ...accountJson(account), ...drawdownOf(days) }],
        () => {
          missing.push(`asset history of ${account.alias}`);
          return [];
        },
      );
    }),
  );
  return { rows: rows.flat(), missing };
}
