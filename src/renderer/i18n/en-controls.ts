import type { ControlPlace } from '../../shared/domain/controls/control-entry.ts';

export const controlsText = {
  title: 'All 36 controls',
  hint: 'What stands between an assistant’s wish and an order. Those with a setting are set above.',
  places: {
    risk: 'set above',
    accounts: 'set in Accounts',
    grants: 'every order; grants excepted',
    stops: 'tripped by the stop buttons',
    fixed: 'always on',
  } satisfies Readonly<Record<ControlPlace, string>>,
  default: (text: string) => `Default: ${text}`,
  source: (text: string) => `Follows: ${text}`,
  changed: 'changed by you',
  export: 'Export policy',
  exported: (path: string) => `Written to ${path}`,
  previewTitle: 'What would be blocked now?',
  previewHint:
    'Judged by the same controls on figures of this moment. Nothing is recorded and nothing is sent.',
  symbol: 'Symbol',
  quantity: 'Quantity',
  type: 'Type',
  limit: 'Limit price',
  stop: 'Stop price',
  session: 'Session',
  side: 'Side',
  judge: 'Judge it',
  last: 'Or one of the last proposals:',
  verdict: (blocked: number, asked: number) => {
    if (blocked > 0)
      return blocked === 1 ? '1 control would forbid it' : `${blocked} controls would forbid it`;
    return asked === 0
      ? 'Nothing would hold it back; you would still decide'
      : `${asked} to acknowledge on its card`;
  },
} as const;
