import { AppError } from '../../shared/app-error.ts';

/** There are credentials, and they cannot be opened. */
export function unreadable(message: string, cause: unknown): AppError {
  return new AppError('credentials', message, {
    nextStep: 'Unlock the keychain and restart the account, or add its properties file again in Accounts.',
    ...(cause === null ? {} : { cause }),
  });
}

/** `credentials` and not `locked`, because for an account this is what it means: it waits for its user. */
export function vaultLocked(): AppError {
  return new AppError('credentials', 'The vault is locked.', {
    nextStep: 'Unlock it with your passphrase in Accounts; what waits for it then starts by itself.',
  });
}

export function wrongPassphrase(): AppError {
  return new AppError('access_denied', 'This is not the passphrase.', {
    nextStep: 'Type it again; look at the keyboard layout and at Caps Lock.',
  });
}

export function noPassphrase(): AppError {
  return new AppError('conflict', 'There is no passphrase.', { nextStep: 'Set one in Settings > Vault.' });
}

export function nothingToRotate(): AppError {
  return new AppError('conflict', 'There is no stored key to replace.', {
    nextStep: 'Set a passphrase or add an account first.',
  });
}
