import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId, AccountMode, AccountProfile } from '../../shared/domain/account.ts';
import { add, type Decimal, divide, multiply, round, subtract } from '../../shared/domain/decimal.ts';
import type { MoneyCard } from '../../shared/domain/money-card.ts';
import type { MoneyMove } from '../../shared/domain/money-move.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { AccountReads } from '../accounts/account-directory.ts';
import type { BrokerFact } from '../risk/control-facts.ts';
import type { ProofMethod } from '../vault/user-proof.ts';
import { policyVersion } from './gathered.ts';
import type { TradingContext } from './trading-context.ts';

const READ_TIMEOUT_MS = 8_000;
const RATE_PLACES = 6;
const AMOUNT_PLACES = 2;

/** All that a move of money is judged and shown by, read at one moment. */
export interface GatheredMoney extends Pick<MoneyCard, 'source' | 'target' | 'estimate'> {
  readonly account: Account;
  /** Proven by the broker just now; `unknown` if it did not answer. */
  readonly mode: AccountMode;
  readonly profile: AccountProfile | null;
  readonly settings: RiskSettings;
  readonly policyVersion: string;
  readonly proofMethod: ProofMethod;
  readonly absences: Readonly<Partial<Record<BrokerFact, string>>>;
  readonly receivedAtMs: number;
}

/** A figure that does not come is null; only the mode must be proven. @throws AppError unavailable */
export async function gatherMoney(
  context: Pick<TradingContext, 'accounts' | 'riskSettings' | 'clock' | 'userProof'>,
  accountId: AccountId,
  move: MoneyMove,
): Promise<GatheredMoney> {
  const account = context.accounts.get(accountId);
  const reads = context.accounts.reads(accountId);
  const absences: Partial<Record<BrokerFact, string>> = {};
  const [policy, profile, figures, proofMethod] = await Promise.all([
    policyVersion(context, accountId),
    reads.read('account.profile', {}, { timeoutMs: READ_TIMEOUT_MS }).catch((error: unknown) => {
      absences.profile = error instanceof AppError ? error.message : 'an error in the app';
      return null;
    }),
    move.kind === 'transfer' ? transferFigures(reads, move) : forexFigures(reads, move),
    context.userProof.method(),
  ]);
  const mode = profile?.mode ?? 'unknown';
  const receivedAtMs = context.clock.nowMs();
  return { account, mode, profile, ...policy, ...figures, proofMethod, absences, receivedAtMs };
}

type Figures = Pick<MoneyCard, 'source' | 'target' | 'estimate'>;

async function transferFigures(
  reads: AccountReads,
  move: Extract<MoneyMove, { kind: 'transfer' }>,
): Promise<Figures> {
  const { currency, amount } = move;
  const movable = async (segment: 'SEC' | 'FUT') => {
    const wanted = { segment, currency };
    const funds = await orNull(reads.read('segments.available', wanted, { timeoutMs: READ_TIMEOUT_MS }));
    return funds?.available.find((row) => row.currency === currency)?.amount ?? null;
  };
  const [source, target] = await Promise.all([movable(move.fromSegment), movable(move.toSegment)]);
  return {
    source: { before: source, after: source === null ? null : subtract(source, amount), currency },
    target: { before: target, after: target === null ? null : add(target, amount), currency },
    estimate: null,
  };
}

/** The assets that are read are those of the securities part; of the futures part nothing is said. */
async function forexFigures(
  reads: AccountReads,
  move: Extract<MoneyMove, { kind: 'forex' }>,
): Promise<Figures> {
  const { sourceCurrency, targetCurrency, sourceAmount } = move;
  const options = { timeoutMs: READ_TIMEOUT_MS };
  const [assets, rates] = await Promise.all([
    move.segment === 'SEC' ? orNull(reads.read('account.assets', {}, options)) : null,
    orNull(reads.read('rates.dollar', { currencies: [sourceCurrency, targetCurrency] }, options)),
  ]);
  const cashIn = (currency: string) =>
    assets?.currencies.find((row) => row.currency === currency)?.cashBalance ?? null;
  const dollars = (currency: string) => rates?.rates.find((row) => row.currency === currency) ?? null;
  const from = dollars(sourceCurrency);
  const to = dollars(targetCurrency);
  const rate: Decimal | null = from === null || to === null ? null : divide(from.usd, to.usd, RATE_PLACES);
  const atMs = to?.timeMs ?? from?.timeMs ?? null;
  const amount = rate === null ? null : round(multiply(sourceAmount, rate), AMOUNT_PLACES);
  const source = cashIn(sourceCurrency);
  const target = cashIn(targetCurrency);
  return {
    source: {
      before: source,
      after: source === null ? null : subtract(source, sourceAmount),
      currency: sourceCurrency,
    },
    target: {
      before: target,
      after: target === null || amount === null ? null : add(target, amount),
      currency: targetCurrency,
    },
    estimate: amount === null || rate === null ? null : { amount, rate, atMs },
  };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch(() => null);
}
