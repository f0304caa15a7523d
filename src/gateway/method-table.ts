import type { GatewayClock } from './gateway-clock.ts';
import type { HistoryQuota } from './history-quota.ts';
import type { Developer } from './identity/gateway-identity.ts';
import type { SimulatedMarket } from './market/simulated-market.ts';
import type { OrderEngine } from './matching/order-engine.ts';
import { accountMethods } from './methods/account-methods.ts';
import { assetReportMethods } from './methods/asset-report-methods.ts';
import type { BizParameters } from './methods/biz-parameters.ts';
import { brokerHoldMethods } from './methods/broker-hold-methods.ts';
import { capitalMethods } from './methods/capital-methods.ts';
import { contractMethods } from './methods/contract-methods.ts';
import { corporateActionMethods } from './methods/corporate-action-methods.ts';
import { depthMethods } from './methods/depth-methods.ts';
import { financialMethods } from './methods/financial-methods.ts';
import { forexMethods } from './methods/forex-methods.ts';
import { fundMethods } from './methods/fund-methods.ts';
import { fundRecordMethods } from './methods/fund-record-methods.ts';
import { futureMethods } from './methods/future-methods.ts';
import { futureQuoteMethods } from './methods/future-quote-methods.ts';
import { industryMethods } from './methods/industry-methods.ts';
import { marketMethods } from './methods/market-methods.ts';
import { optionAnalysisMethods } from './methods/option-analysis-methods.ts';
import { optionChainMethods } from './methods/option-chain-methods.ts';
import { optionExerciseMethods } from './methods/option-exercise-methods.ts';
import { optionQuoteMethods } from './methods/option-quote-methods.ts';
import { orderMethods } from './methods/order-methods.ts';
import { orderQueryMethods } from './methods/order-query-methods.ts';
import { permissionMethods } from './methods/permission-methods.ts';
import { positionTransferMethods } from './methods/position-transfer-methods.ts';
import { quoteMethods } from './methods/quote-methods.ts';
import { scannerMethods } from './methods/scanner-methods.ts';
import { stockFactMethods } from './methods/stock-fact-methods.ts';
import { warrantMethods } from './methods/warrant-methods.ts';
import type { LedgerStore } from './store/ledger-store.ts';
import type { UserTokens } from './user-token.ts';

/** What methods work with. */
export interface GatewayServices {
  readonly clock: GatewayClock;
  readonly market: SimulatedMarket;
  readonly store: LedgerStore;
  readonly engine: OrderEngine;
  readonly quota: HistoryQuota;
  readonly tokens: UserTokens;
}

/** One verified request. */
export interface MethodCall {
  readonly biz: BizParameters;
  /** Top-level protocol version. */
  readonly version: string;
  readonly developer: Developer;
}

/** @returns the `data` member, writable by stringifyExactJson; @throws GatewayRefusal */
export type MethodHandler = (services: GatewayServices, call: MethodCall) => unknown;
export type MethodGroup = Readonly<Record<string, MethodHandler>>;

const METHODS: MethodGroup = {
  ...marketMethods,
  ...quoteMethods,
  ...depthMethods,
  ...stockFactMethods,
  ...brokerHoldMethods,
  ...capitalMethods,
  ...futureMethods,
  ...futureQuoteMethods,
  ...optionAnalysisMethods,
  ...optionChainMethods,
  ...optionQuoteMethods,
  ...corporateActionMethods,
  ...financialMethods,
  ...fundMethods,
  ...industryMethods,
  ...warrantMethods,
  ...scannerMethods,
  ...assetReportMethods,
  ...forexMethods,
  ...fundRecordMethods,
  ...optionExerciseMethods,
  ...positionTransferMethods,
  ...permissionMethods,
  ...contractMethods,
  ...accountMethods,
  ...orderMethods,
  ...orderQueryMethods,
};

export function findMethod(name: string): MethodHandler | null {
  return Object.hasOwn(METHODS, name) ? (METHODS[name] ?? null) : null;
}
