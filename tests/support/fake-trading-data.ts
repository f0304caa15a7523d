import type { ControlResult } from '../../src/shared/domain/control.ts';
import { add, decimal, multiply } from '../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../src/shared/domain/order.ts';
import { type OrderCard, orderCardSchema } from '../../src/shared/domain/order-card.ts';
import { PLAIN_FORM } from '../../src/shared/domain/order-form.ts';
import { orderSentence } from '../../src/shared/domain/order-sentence.ts';
import { type Proposal, proposalSchema } from '../../src/shared/domain/proposal.ts';
import { DEMO_ID, fakeProvenance, LIVE_ID, MINUTE_MS } from './fake-account-data.ts';
import { fakeCardContext } from './fake-card-context.ts';

const SAFE: ControlResult[] = [
  {
    control: 'order_notional',
    level: 'pass',
    value: 'USD 18,750.00',
    limit: 'USD 20,000',
    text: 'The order is below the cap.',
  },
  {
    control: 'contract_rules',
    level: 'pass',
    value: null,
    limit: null,
    text: 'Tick and lot fit the contract.',
  },
  {
    control: 'buying_power',
    level: 'pass',
    value: 'USD 852,453.26 left',
    limit: 'USD 0',
    text: 'Enough buying power after the order.',
  },
  {
    control: 'market_state',
    level: 'pass',
    value: 'regular session',
    limit: null,
    text: 'The US market is open.',
  },
];
const WARNING: ControlResult = {
  control: 'duplicate_order',
  level: 'warning',
  value: '1 alike, 4 min ago',
  limit: '10 min',
  text: 'You approved the same order 4 minutes ago. Is this a second one?',
};
const DANGER: ControlResult = {
  control: 'price_collar',
  level: 'danger',
  value: '4.1 % above the ask',
  limit: 'warns at 3 %',
  text: 'The limit pays much more than the market asks.',
};
const BLOCK: ControlResult = {
  control: 'order_quantity',
  level: 'block',
  value: '1,500 shares',
  limit: '1,000 shares',
  text: 'More shares than one order may have.',
};

const DRAFT: OrderDraft = {
  symbol: 'AAPL',
  market: 'US',
  securityType: 'STK',
  currency: 'USD',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(100),
  limitPrice: decimal('187.50'),
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  multiplier: null,
  ...PLAIN_FORM,
  legs: null,
};

export function fakeProposal(nowMs: number, letter: string, patch: object): Proposal {
  return proposalSchema.parse({
    id: `prp_${letter.repeat(26)}`,
    kind: 'place',
    status: 'awaiting_approval',
    accountId: DEMO_ID,
    accountAlias: 'demo',
    mode: 'paper',
    clientName: 'Claude Desktop',
    isClientConnected: true,
    requestId: null,
    order: DRAFT,
    cancelsBrokerOrderId: null,
    modifiesBrokerOrderId: null,
    rationale:
      'You asked to bring the position to 350 shares. The price is 2.3 % below its 20-day average and the order keeps cash above 80 %.',
    controls: [WARNING, ...SAFE],
    createdAtMs: nowMs - MINUTE_MS,
    expiresAtMs: nowMs + 4 * MINUTE_MS,
    decidedAtMs: null,
    decisionNote: null,
    reviewReason: null,
    supersededBy: null,
    brokerOrderId: null,
    money: null,
    basketId: null,
    legs: [],
    brokerMessage: null,
    filledQuantity: null,
    averageFillPrice: null,
    updatedAtMs: nowMs,
    ...patch,
  });
}

export function fakeProposals(nowMs: number): Proposal[] {
  const over = { expiresAtMs: null, decidedAtMs: nowMs - 20 * MINUTE_MS };
  const sell = {
    ...DRAFT,
    symbol: '00700',
    market: 'HK',
    currency: 'HKD',
    side: 'SELL',
    quantity: '400',
    limitPrice: '420.4',
  };
  return [
    fakeProposal(nowMs, 'a', {}),
    fakeProposal(nowMs, 'b', {
      createdAtMs: nowMs - 30_000,
      order: sell,
      clientName: 'Cursor',
      isClientConnected: false,
      controls: SAFE,
    }),
    fakeProposal(nowMs, 'c', {
      createdAtMs: nowMs - 20_000,
      expiresAtMs: nowMs + 25_000,
      accountId: LIVE_ID,
      accountAlias: 'growth-live',
      mode: 'live',
      controls: [BLOCK, DANGER, WARNING, ...SAFE],
      order: { ...DRAFT, symbol: 'NVDA', quantity: '1500', limitPrice: '144.6' },
    }),
    fakeProposal(nowMs, 'd', {
      ...over,
      status: 'filled',
      filledQuantity: '100',
      averageFillPrice: '187.4812',
      brokerOrderId: '35428688236544001',
      updatedAtMs: nowMs - 12 * MINUTE_MS,
    }),
    fakeProposal(nowMs, 'f', {
      ...over,
      status: 'declined',
      decisionNote: 'Too large for today',
      order: { ...DRAFT, symbol: 'TSLA', quantity: '300' },
      updatedAtMs: nowMs - 25 * MINUTE_MS,
    }),
    fakeProposal(nowMs, 'g', {
      ...over,
      status: 'blocked',
      controls: [BLOCK, ...SAFE],
      order: { ...DRAFT, symbol: 'NVDA', quantity: '1500' },
      updatedAtMs: nowMs - 50 * MINUTE_MS,
    }),
    fakeProposal(nowMs, 'h', {
      ...over,
      status: 'expired',
      order: { ...DRAFT, orderType: 'MKT', limitPrice: null, symbol: 'VOO', quantity: '10' },
      updatedAtMs: nowMs - 90 * MINUTE_MS,
    }),
  ];
}

export function fakeCard(proposal: Proposal, nowMs: number, refresh: number): OrderCard {
  const order = proposal.order ?? DRAFT;
  const ask = add(decimal('187.46'), multiply(decimal('0.01'), decimal(refresh % 5)));
  const isLive = proposal.mode === 'live';
  return orderCardSchema.parse({
    kind: 'order',
    proposalId: proposal.id,
    seal: refresh.toString(16).padStart(64, '0'),
    state: 'awaiting_approval',
    reviewReason: null,
    account: {
      alias: proposal.accountAlias,
      label: isLive ? 'Long-term growth' : 'Demo, paper, USD 1,000,000',
      lastFour: isLive ? '8890' : '4321',
      mode: proposal.mode,
      isDemo: !isLive,
    },
    client: {
      name: proposal.clientName,
      version: '1.4.2',
      role: 'may propose orders',
      isConnected: proposal.isClientConnected,
    },
    order,
    sentence: orderSentence(order),
    intent: order.side === 'BUY' ? 'adds' : 'reduces',
    contract: {
      symbol: order.symbol,
      name: order.symbol === '00700' ? 'Tencent Holdings' : 'Apple Inc.',
      market: order.market,
      exchange: order.market === 'HK' ? 'SEHK' : 'NASDAQ',
      currency: order.currency,
      securityType: 'STK',
      lotSize: order.market === 'HK' ? '100' : '1',
      multiplier: '1',
      tickSizes: [],
      isTradeable: true,
      isMarginable: true,
      isShortable: true,
      isCloseOnly: false,
      isEtf: false,
      supportsFractional: false,
      underlying: null,
    },
    quote: {
      symbol: order.symbol,
      lastPrice: '187.44',
      bidPrice: '187.43',
      bidSize: '300',
      askPrice: ask,
      askSize: '500',
      openPrice: '186.1',
      highPrice: '188.02',
      lowPrice: '185.77',
      previousClose: '186.4',
      change: '1.04',
      changeRate: '0.0056',
      volume: '48211902',
      tradingStatus: 'normal',
      provenance: fakeProvenance(nowMs),
    },
    midPrice: '187.445',
    spreadRate: '0.00016',
    againstBookRate: '0.0002',
    againstBookTicks: '4',
    againstLastRate: '0.0003',
    againstLastTicks: '6',
    notional: { estimate: '18750', worstCase: '18750', currency: order.currency },
    preview: {
      isPass: true,
      message: null,
      commission: '1.29',
      gst: null,
      commissionCurrency: 'USD',
      marginCurrency: 'USD',
      initialMarginBefore: '33069.4',
      initialMarginAfter: '37756.9',
      maintenanceMarginBefore: '26455.52',
      maintenanceMarginAfter: '30205.52',
      equityWithLoanBefore: '1003482.17',
      equityWithLoanAfter: '1003480.88',
      availableAfter: '965723.98',
      excessLiquidityAfter: '973275.36',
      provenance: fakeProvenance(nowMs),
    },
    cash: { before: '871204.55', after: '852453.26', currency: 'USD' },
    buyingPower: { before: '871204.55', after: '852453.26', currency: 'USD' },
    position: { before: '250', after: order.side === 'BUY' ? '350' : '150', averageCost: '182.4' },
    netLiquidationRate: '0.0187',
    ...fakeCardContext(order),
    market: {
      market: order.market,
      phase: 'regular',
      statusText: 'Trading (simulated exchange)',
      openTimeText: null,
      provenance: fakeProvenance(nowMs),
    },
    rationale: proposal.rationale,
    controls: proposal.controls,
    acknowledgementsNeeded: proposal.controls
      .filter(({ level }) => level === 'warning' || level === 'danger')
      .map(({ control }) => control),
    modifies: null,
    difference: [],
    createdAtMs: proposal.createdAtMs,
    expiresAtMs: proposal.expiresAtMs ?? nowMs,
    refreshedAtMs: nowMs,
    staleAtMs: nowMs + 8_000,
    holdMs: 800,
  });
}
