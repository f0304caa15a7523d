import type { AttackOutcome } from '../../shared/domain/red-team.ts';

export const redTeamText = {
  title: 'Red team',
  subtitle: (count: number) =>
    `${count} attacks on your own limits and client rules. Each runs on a simulated account that is made for it and thrown away; no account of yours is touched, and nothing is written to your records.`,
  start: (alias: string) => `Attack the limits of ${alias}`,
  again: (alias: string) => `Attack ${alias} again`,
  end: 'End after this attack',
  ending: 'Ending…',
  preparing: 'Preparing the first attack…',
  underWay: (name: string, done: number, total: number) => `${done + 1} of ${total}: ${name}`,
  progress: 'Attacks done',
  noneTitle: 'No attack has been run yet',
  noneText:
    'A run takes one to two minutes. It copies the limits of this account and the rules of your strongest AI client, plays a tired person who approves whatever can be approved, and shows what stopped each attempt.',
  broke: 'The attacks broke off',
  newest: 'Newest run',
  current: 'This run',
  earlier: 'Earlier runs',
  outcomes: {
    stopped: 'Stopped',
    got_through: 'GOT THROUGH',
    failed: 'Not carried out',
  } satisfies Record<AttackOutcome, string>,
  summaryAll: (count: number) => `All ${count} attacks were stopped.`,
  summaryThrough: (count: number) =>
    count === 1 ? '1 attack got through your limits.' : `${count} attacks got through your limits.`,
  summaryFailed: (count: number) =>
    count === 1
      ? '1 attack could not be carried out, so nothing is known of it.'
      : `${count} attacks could not be carried out, so nothing is known of them.`,
  incomplete: 'The run was ended before its last attack.',
  runFacts: (alias: string, version: string) => `Limits of ${alias}, app version ${version}`,
  asClient: (name: string) => `with the rights of ${name}`,
  asNobody:
    'with the rights that a program gets when you let it in, because none of your clients may propose orders',
  assumption:
    'The person in every attack approves what can be approved, reads nothing and acknowledges nothing.',
  stoppedBy: 'Stopped by',
  control: (number: number, title: string) => `${number} ${title}`,
  refusals: {
    rationale_check: 'numbers checked against the broker',
    not_delivered: 'decision not carried out',
    access_denied: 'access denied',
    not_found: 'there is no such thing',
    invalid_input: 'not accepted as input',
    conflict: 'conflicts with what is there',
    busy: 'queue full',
  } as Readonly<Record<string, string>>,
  change: 'To stop it, change:',
  noSetting: 'No setting lets this through: it is a defect of the app. Please report it.',
  openRisk: 'Open Risk',
  export: 'Export run',
  exported: (path: string) => `Written to ${path}`,
  counts: (stopped: number, total: number) => `${stopped} of ${total} stopped`,
  table: { when: 'When', account: 'Account', result: 'Result', version: 'App version' },
} as const;
