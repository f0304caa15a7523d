import type { RecoveryState } from '../../shared/domain/recovery.ts';

const newer = ({ madeByVersion }: RecoveryState) =>
  madeByVersion === null ? 'a newer version of the app' : `version ${madeByVersion}`;

export const recoveryText = {
  newerTitle: (state: RecoveryState) => `This data was written by ${newer(state)}`,
  newerText: ({ appVersion, schemaVersion, schemaKnown }: RecoveryState) =>
    `This is version ${appVersion}, which knows data up to schema ${schemaKnown}; this one is of schema ${schemaVersion ?? 'unknown'}. It is shown and not changed: no account runs, AI clients are turned away, nothing can be traded or approved. Update the app to go on with it, or restore a backup that this version made.`,
  damagedTitle: 'The database is damaged',
  damagedText:
    'No account runs and AI clients are turned away. Restore a backup to go on: the damaged file is kept beside it, unchanged.',
  file: 'Database',
  quit: 'Quit',
  showHome: 'Show data folder',
  views: 'What is shown',
  tabs: {
    accounts: 'Accounts',
    orders: 'Orders',
    proposals: 'Proposals',
    audit: 'Audit',
    settings: 'Settings',
    backups: 'Backups',
  },
  older: 'Older',
  newer: 'Newer',
  rows: (from: number, to: number) => `${from} to ${to}`,
  unreadable: (count: number) =>
    `${count === 1 ? '1 row' : `${count} rows`} of this page cannot be read by this version.`,
  empty: {
    accounts: 'No account is on record.',
    orders: 'No order is on record.',
    proposals: 'No proposal is on record.',
    audit: 'The audit log is empty.',
  },
  columns: {
    account: 'Account',
    mode: 'Mode',
    number: 'Number',
    added: 'Added',
    order: 'Order',
    state: 'State',
    filled: 'Filled',
    average: 'Average price',
    time: 'Time',
    asked: 'Asked for',
    client: 'By',
    sequence: 'No.',
    kind: 'Kind',
    actor: 'Who',
    summary: 'What',
  },
  lastFour: (digits: string) => `····${digits}`,
  removed: 'removed',
  backupsTitle: 'Restore a backup',
  backupsWhat:
    'Newest first. Each was checked when it was made and is checked again in full before it takes the place of the database, in one step. What is there now is kept in a folder beside.',
  noBackups: (folder: string) =>
    `There is no backup in ${folder}. If you keep one elsewhere, copy its file there and look again.`,
  lookAgain: 'Look again',
  showBackups: 'Open folder',
  passphrase: 'Passphrase of this backup',
  restoreHint:
    'It asks for the passphrase that it was made with. Orders that were sent after it are found at the broker.',
  restoreConfirm: 'Check, restore and start',
  restoring: (folder: string) =>
    `The backup is whole. The app starts again with it; what was there is kept in ${folder}.`,
  copyTitle: 'Back up this data',
  copyWhat:
    'An encrypted backup of it as it is, for the newer version. This version lists it and cannot restore it.',
  copyPassphrase: 'Backup passphrase',
  copyPassphraseHint: (min: number) =>
    `At least ${min} characters. Whoever restores the backup needs it; nobody can reset it.`,
  copyAgain: 'Backup passphrase again',
  copy: 'Back up now',
  copied: (name: string) => `Made and checked: ${name}`,
  asideTitle: 'Start without a backup',
  asideWhat:
    'The app can set the damaged file aside, unchanged, and start with an empty database: no accounts, no history and no limits of yours until a backup is restored in Settings.',
  aside: 'Set it aside and start empty',
  asideQuestion: 'Start with an empty database?',
  asideConfirm: 'Set aside',
} as const;
