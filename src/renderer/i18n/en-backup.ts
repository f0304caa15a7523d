export const backupText = {
  title: 'Backups',
  what: 'Database and settings in one encrypted file, checked after it is written. Private keys in it stay under the vault: another computer opens them by the vault passphrase only.',
  showFolder: 'Open folder',
  passphrase: 'Backup passphrase',
  passphraseHint: (min: number) =>
    `At least ${min} characters. Whoever restores the backup needs it; nobody can reset it.`,
  again: 'Backup passphrase again',
  remember: 'Remember it in the vault',
  rememberHint: 'So that the app can make backups by itself.',
  create: 'Back up now',
  created: (name: string) => `Made and checked: ${name}`,
  schedule: 'Back up',
  scheduleHint: 'Needs a remembered passphrase. While the vault is locked no backup is made.',
  scheduleMissing: 'First make a backup and let the app remember its passphrase.',
  schedules: { off: 'By hand', daily: 'Every day' },
  keep: 'Keep of them',
  keepHint: 'The oldest that the app made by itself are removed. Yours stay.',
  counts: { '7': '7', '14': '14', '30': '30' },
  empty: 'No backup yet. To restore one from elsewhere, copy its file into the folder.',
  restoreQuestion:
    'Everything goes back to this backup at the next start. What is there now is kept in a folder beside.',
  restoreConfirm: 'Check and prepare',
  prepared: (folder: string) =>
    `The backup is whole. Quit the app and start it again to restore it. What you do before is kept in ${folder}, not in the restored app.`,
  pending: (name: string) => `${name} is restored at the next start.`,
} as const;
