import type { TradeAlert } from '../../shared/domain/trade-alert.ts';

export const alertsText = {
  banner: 'Alerts',
  titles: {
    fill_mismatch: 'Not filled as approved',
    outside_order: 'Made outside this app',
    link_lost: 'Link lost with open orders',
  } satisfies Readonly<Record<TradeAlert['kind'], string>>,
  seen: 'I have seen it',
  leave: 'Leave them open',
  cancelWhenBack: 'Cancel them as soon as it is back',
  cancelHint:
    'Stops this account and cancels its open orders when the link is back. You lift the stop yourself.',
  more: (count: number) =>
    count === 1 ? '1 more alert comes after these.' : `${count} more alerts come after these.`,
  history: 'After the trade',
  historyHint:
    'Fills that were not as approved, orders made elsewhere, and links that were lost with orders open. Each is in the audit log, too.',
  none: 'Nothing to report: every fill was as approved.',
  when: 'When',
  account: 'Account',
  what: 'What',
  state: 'State',
  states: { open: 'open', seen: (when: string) => `seen ${when}`, ended: (when: string) => `over ${when}` },
} as const;
