import type { AccountMode } from '../../shared/domain/account.ts';
import type {
  ConnectionStep,
  ConnectionStepName,
  ConnectionStepState,
} from '../../shared/domain/connection-test.ts';
import type { HistoryQuota, QuotePermissions } from '../../shared/domain/quotas.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { WorkerReads } from '../../shared/ipc/worker-calls.ts';
import type { InspectedAccount } from '../../shared/ipc/worker-messages.ts';

/** What a step found. */
export type StepResult = Pick<ConnectionStep, 'text' | 'nextStep'> & {
  readonly state: Extract<ConnectionStepState, 'passed' | 'warning' | 'failed'>;
};

type Check = Output<WorkerReads, 'account.check'>;

/** As `worker/account-watch.ts` has it: a minute is far beyond what a network delays. */
const CLOCK_SKEW_MAX_MS = 60_000;
const SHOWN_DIGITS = 4;

export function passed(text: string): StepResult {
  return { state: 'passed', text, nextStep: null };
}

export function warning(text: string, nextStep: string): StepResult {
  return { state: 'warning', text, nextStep };
}

export function failed(text: string, nextStep: string): StepResult {
  return { state: 'failed', text, nextStep };
}

export function lastDigits(text: string): string {
  return text.slice(-SHOWN_DIGITS);
}

export function fileStep({ account, tigerId, license, problem }: InspectedAccount): StepResult {
  if (problem !== null && problem.kind !== 'key_unreadable') return failed(problem.message, problem.nextStep);
  const firm = license === null ? 'no licence named' : `licence ${license}`;
  return passed(`Developer id ··${lastDigits(tigerId)}, account ··${lastDigits(account)}, ${firm}.`);
}

export function keyStep({ keyBits, problem }: InspectedAccount): StepResult {
  if (problem !== null) return failed(problem.message, problem.nextStep);
  return passed(keyBits === null ? 'An RSA key.' : `An RSA key of ${keyBits} bits.`);
}

export function clockStep({ clockAheadMs }: Check): StepResult {
  if (clockAheadMs === null)
    return warning(
      'Tiger told no time, so the clocks were not compared.',
      'Make sure that the operating system sets the time by itself.',
    );
  const side = clockAheadMs >= 0 ? 'ahead of' : 'behind';
  if (Math.abs(clockAheadMs) <= CLOCK_SKEW_MAX_MS)
    return passed(`${Math.abs(clockAheadMs)} ms ${side} Tiger's clock, the way of the answer included.`);
  const minutes = Math.max(1, Math.round(Math.abs(clockAheadMs) / 60_000));
  return warning(
    `The clock of this computer is ${minutes} min ${side} Tiger's.`,
    'Let the operating system set the time by itself, or set it right by hand.',
  );
}

/** @param expected the last digits that the account must have; null: any */
export function accountStep(check: Check, expected: string | null): StepResult {
  const { profile, isFound, listed } = check;
  const others = listed.map(
    ({ lastFour, accountType }) => `··${lastFour} (${accountType ?? 'kind not said'})`,
  );
  if (!isFound)
    return failed(
      `Tiger does not list account ··${profile.lastFour} under this developer id.`,
      others.length === 0
        ? 'Check on the Tiger developer page which account the developer id belongs to.'
        : `It lists ${others.join(', ')}: correct the line "account" of the file, or download the file again.`,
    );
  if (expected !== null && profile.lastFour !== expected)
    return failed(
      `These credentials are of account ··${profile.lastFour}, and this one is ··${expected}.`,
      'Add them as an account of their own; nothing was exchanged.',
    );
  const facts = [profile.accountType, profile.capability, profile.status].filter((fact) => fact !== null);
  return passed(`Found: ··${profile.lastFour}${facts.length === 0 ? '' : `, ${facts.join(', ')}`}.`);
}

/** @param expected the mode that the account must have; null: any */
export function modeStep({ profile }: Check, expected: AccountMode | null): StepResult {
  if (expected !== null && profile.mode !== expected)
    return failed(
      `Tiger proves ${profile.mode}, and this account is ${expected}.`,
      'Add them as an account of their own; nothing was exchanged.',
    );
  const by = `Tiger says ${profile.accountType ?? 'nothing'}, and the form of the number agrees.`;
  if (profile.mode === 'paper') return passed(`Paper. ${by}`);
  if (profile.mode === 'live') return passed(`Live: real money. ${by}`);
  return warning(
    'Not proven: what Tiger says of the kind and the form of the number do not agree.',
    'The app treats the account as live. Check in the Tiger app which account it is.',
  );
}

const MARKET_OF: readonly (readonly [RegExp, string])[] = [
  [/^us/i, 'US'],
  [/^(hk|HKEX)/i, 'HK'],
  [/^(CBOE|NYMEX|CME|CBOT|COMEX)/i, 'US futures'],
  [/^(sg|SGX)/i, 'SG'],
  [/^(jp|OSE)/i, 'JP'],
  [/^(cn|sh|sz)/i, 'CN'],
  [/^au/i, 'AU'],
];

/** Tiger names a permission after its market (wire contract 4). */
export function permissionsStep({ permissions }: QuotePermissions): StepResult {
  if (permissions.length === 0)
    return warning(
      'None: quotes of shares come 15 minutes late, and what has no delayed quotes is refused.',
      'Buy or activate quotes in the Tiger app, then activate them for the API on the developer page.',
    );
  const byMarket = new Map<string, string[]>();
  for (const { name } of permissions) {
    const market = MARKET_OF.find(([form]) => form.test(name))?.[1] ?? 'Other';
    byMarket.set(market, [...(byMarket.get(market) ?? []), name]);
  }
  return passed([...byMarket].map(([market, names]) => `${market}: ${names.join(', ')}`).join(' · '));
}

export function quotasStep({ quotas }: HistoryQuota): StepResult {
  const said = quotas.flatMap(({ kind, used, remaining }) =>
    used === null || remaining === null ? [] : [`${kind} ${used} of ${used + remaining} symbols`],
  );
  if (said.length === 0)
    return warning(
      'Tiger did not say how much price history is left.',
      'Nothing; the app asks again when needed.',
    );
  const spent = quotas.filter(({ remaining }) => remaining === 0).map(({ kind }) => kind);
  const text = `Price history used in 30 days: ${said.join(', ')}.`;
  if (spent.length === 0) return passed(text);
  return warning(text, `No new ${spent.join(' or ')} symbol can be read until older ones leave the 30 days.`);
}

/** Before anything was done. */
export function newSteps(names: readonly ConnectionStepName[]): ConnectionStep[] {
  return names.map((name) => ({ name, state: 'waiting', text: null, nextStep: null }));
}
