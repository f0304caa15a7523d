import { accountCalls } from './worker-calls/account-calls.ts';
import { companyCalls } from './worker-calls/company-calls.ts';
import { fundCalls } from './worker-calls/fund-calls.ts';
import { fundamentalCalls } from './worker-calls/fundamental-calls.ts';
import { futureCalls } from './worker-calls/future-calls.ts';
import { moneyRecordCalls } from './worker-calls/money-record-calls.ts';
import { optionCalls } from './worker-calls/option-calls.ts';
import { orderEffectCalls } from './worker-calls/order-effect-calls.ts';
import { orderReadCalls } from './worker-calls/order-read-calls.ts';
import { pushCalls } from './worker-calls/push-calls.ts';
import { quotaCalls } from './worker-calls/quota-calls.ts';
import { quoteCalls } from './worker-calls/quote-calls.ts';
import { scannerCalls } from './worker-calls/scanner-calls.ts';
import { tokenCalls } from './worker-calls/token-calls.ts';
import { warrantCalls } from './worker-calls/warrant-calls.ts';

/** Calls that change nothing at the broker; they may be repeated. */
export const workerReads = {
  ...accountCalls,
  ...quoteCalls,
  ...quotaCalls,
  ...optionCalls,
  ...futureCalls,
  ...fundCalls,
  ...warrantCalls,
  ...fundamentalCalls,
  ...companyCalls,
  ...scannerCalls,
  ...moneyRecordCalls,
  ...orderReadCalls,
};

/** Calls that change something at the broker. Only the order desk is given them. They are never repeated. */
const workerEffects = { ...orderEffectCalls };

/** About the push connection. Only the supervision of accounts has them. */
const workerPush = { ...pushCalls };

/** Calls about the account's token. Nothing of an order or a position changes by them. */
const workerTokens = { ...tokenCalls };

export const workerCalls = { ...workerReads, ...workerEffects, ...workerPush, ...workerTokens };

export type WorkerReads = typeof workerReads;
export type WorkerEffects = typeof workerEffects;
export type WorkerPush = typeof workerPush;
export type WorkerTokens = typeof workerTokens;
export type WorkerCalls = typeof workerCalls;
