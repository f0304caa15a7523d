export const vaultText = {
  title: 'Vault',
  protection: {
    keychain: (name: string | null) => `Private keys are kept encrypted by ${name ?? 'the keychain'}.`,
    passphrase: 'Private keys are kept encrypted under your passphrase. It is asked for at each start.',
    session:
      'This computer offers no keychain. Private keys of real accounts are kept for this session only, until you set a passphrase.',
  },
  forgotten: 'Nobody can reset a passphrase: without it, the keys have to be added again.',
  current: 'Current passphrase',
  next: 'New passphrase',
  nextHint: (min: number) =>
    `At least ${min} characters. Several words that do not belong together are good.`,
  again: 'New passphrase again',
  tooShort: (min: number) => `At least ${min} characters.`,
  different: 'The two are not the same.',
  set: 'Set passphrase',
  change: 'Change passphrase',
  isSet: 'The passphrase is set.',
  rotate: 'Replace key',
  rotateTitle: 'Encryption key',
  rotateHint: 'Makes a new key and encrypts every stored secret again. Your passphrase stays the same.',
  rotated: (count: number) =>
    `Done: ${count === 1 ? '1 secret was' : `${count} secrets were`} encrypted again.`,
  unlockTitle: 'The vault is locked',
  unlockText: (accounts: number) =>
    accounts === 0
      ? 'Unlock it to add accounts.'
      : `${accounts === 1 ? '1 account waits' : `${accounts} accounts wait`} for it and will start by themselves.`,
  lockedTitle: 'Tiger MCP Desktop is locked',
  lockedText:
    'Accounts stay connected. Orders of AI clients wait; nobody can approve them before you unlock.',
  unlockElsewhere: 'Unlock it in the main window.',
  lock: 'Lock after',
  lockHint:
    'So long nobody may type or point in these windows. AI clients can still read; nobody can approve.',
  lockNow: 'Lock now',
  lockNowHint: 'Needs your passphrase to open again.',
  minutes: { '0': 'Never', '5': '5 min', '15': '15 min', '60': '1 hour' },
  passphrase: 'Passphrase',
  unlock: 'Unlock',
} as const;
