import { type Decimal, decimal, ZERO } from '../shared/domain/decimal.ts';
import { emptyFutures } from './ledger/cash-movement.ts';
import type { AccountState } from './ledger/ledger-state.ts';
import type { Currency } from './market/listings.ts';
import type { LedgerStore } from './store/ledger-store.ts';

/** One tiger id with the accounts it may use. */
export interface DeveloperSetup {
  readonly tigerId: string;
  /** TBSG by default; TBHK needs a user token with every request. */
  readonly license?: string;
  readonly accounts: readonly AccountSetup[];
}

interface AccountSetup {
  /** The form decides the kind (wire contract 1.6): 17 digits paper, 5 to 10 digits standard, U… global. */
  readonly account: string;
  /** Decimal texts; US dollars 1,000,000 unless given. */
  readonly cash?: Partial<Record<Currency, string>>;
}

const DEMO_CASH = decimal('1000000');

/** An id and an account that cannot be taken for a real developer's. */
export const DEMO_SETUP: readonly DeveloperSetup[] = [
  { tigerId: '20990001', accounts: [{ account: '20990101000000001' }] },
];

/** Opens the accounts that the ledger does not have yet; existing ones keep their history. */
export function openAccounts(store: LedgerStore, setups: readonly DeveloperSetup[], nowMs: number): void {
  for (const { tigerId, accounts } of setups) {
    for (const setup of accounts) {
      if (Object.hasOwn(store.state.accounts, setup.account)) continue;
      store.apply({ kind: 'account_opened', account: newAccount(tigerId, setup, nowMs) });
    }
  }
  store.flush();
}

function newAccount(tigerId: string, setup: AccountSetup, openedAtMs: number): AccountState {
  const given = (currency: Currency, otherwise: Decimal) => {
    const text = setup.cash?.[currency];
    return text === undefined ? otherwise : decimal(text);
  };
  const cash = { USD: given('USD', setup.cash === undefined ? DEMO_CASH : ZERO), HKD: given('HKD', ZERO) };
  return {
    account: setup.account,
    tigerId,
    capability: 'RegTMargin',
    accountType: accountType(setup.account),
    openedAtMs,
    initialCash: { ...cash },
    cash: { ...cash },
    fees: { USD: ZERO, HKD: ZERO },
    realised: { USD: ZERO, HKD: ZERO },
    futures: emptyFutures(),
    positions: {},
    nextOrderNumber: 1,
  };
}

function accountType(account: string): AccountState['accountType'] {
  if (/^\d{17,}$/.test(account)) return 'PAPER';
  return /^\d+$/.test(account) ? 'STANDARD' : 'GLOBAL';
}
