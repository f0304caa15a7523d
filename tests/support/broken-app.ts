import type {
  AttackClient,
  AttackRange,
  SentOrder,
  ToolAnswer,
} from '../../src/main/red-team/attack-range.ts';
import { DEFAULT_RISK_SETTINGS } from '../../src/shared/domain/risk-settings.ts';

const SEAL = 'c'.repeat(64);
const SECOND = 'second';

/**
 * An app whose every defence is down: whoever decides is believed, a grant stands for everything, and whatever is on the
 * card is true. No attack may call that stopped.
 */
export function brokenApp(): AttackRange {
  const sent: SentOrder[] = [];
  const orders = new Map<string, SentOrder>();
  /** Any grant stands for every decision on every order. */
  let hasGrant = false;
  const send = (order: SentOrder | undefined) => {
    if (order !== undefined) sent.push(order);
  };
  const last = () => [...orders.values()].at(-1);
  const place = (args: Readonly<Record<string, unknown>>): ToolAnswer => {
    const id = `prp_${orders.size}`;
    const order = {
      symbol: String(args['symbol']),
      side: String(args['side']),
      quantity: Number(args['quantity']),
    };
    orders.set(id, order);
    if (hasGrant) send(order);
    return answered({ proposal_id: id, status: 'awaiting_approval', controls: [] });
  };
  const client: AttackClient = {
    async call(tool, args) {
      if (tool === 'tiger_place_order') return place(args);
      if (tool === 'tiger_list_accounts') return { ...answered({}), text: `demo, ${SECOND}` };
      if (tool === 'tiger_preview_order') return answered({ quote: { last_price: '204' } });
      if (tool === 'tiger_get_proposal') return answered({ status: 'filled' });
      send(last());
      return answered({ ask_price: '70' });
    },
    async request() {
      send(last());
      return null;
    },
    answer: () => send(last()),
    close: async () => {},
  };
  return {
    settings: DEFAULT_RISK_SETTINGS,
    alias: 'demo',
    accountId: 'acc_0123456789abcdef',
    clientName: 'Claude',
    origin: 'app://broken',
    client: async () => client,
    stranger: async () => client,
    async window(_role, name, input) {
      if (name === 'grants.make') hasGrant = true;
      const { proposalId = '' } = (input ?? {}) as { proposalId?: string };
      if (name === 'approvals.decide') {
        send(orders.get(proposalId) ?? last());
        return { ok: true, value: { isDelivered: true } };
      }
      const id = name === 'approvals.edit' ? `${proposalId}-edited` : proposalId;
      return {
        ok: true,
        value: { proposalId: id, seal: SEAL, acknowledgementsNeeded: [], rationaleClaims: [] },
      };
    },
    exchange: async () => {},
    sentOrders: async () => sent,
    secondAccount: async () => SECOND,
    passTime: () => {},
    nowMs: () => Date.parse('2026-11-27T15:00:00Z'),
  };
}

function answered(data: Readonly<Record<string, unknown>>): ToolAnswer {
  return { isError: false, data, text: JSON.stringify(data) };
}
