import { AppError } from '../../shared/app-error.ts';

const NOTHING_CHANGED = 'Nothing was changed.';

export function notBackup(): AppError {
  return new AppError('invalid_input', 'This file is no backup of this app.', {
    nextStep: `Choose another file. ${NOTHING_CHANGED}`,
  });
}

export function truncatedBackup(): AppError {
  return new AppError('invalid_input', 'This backup is not whole: its end is missing.', {
    nextStep: `Copy the file again or choose another backup. ${NOTHING_CHANGED}`,
  });
}

export function damagedBackup(cause?: unknown): AppError {
  return new AppError('invalid_input', 'This backup is damaged.', {
    nextStep: `Copy the file again or choose another backup. ${NOTHING_CHANGED}`,
    cause,
  });
}

export function newerBackup(): AppError {
  return new AppError('conflict', 'This backup was written by a newer version of the app.', {
    nextStep: `Install that version or a later one. ${NOTHING_CHANGED}`,
  });
}

export function wrongBackupPassphrase(): AppError {
  return new AppError('access_denied', 'This passphrase does not open the backup.', {
    nextStep: `Type the one that the backup was made with. ${NOTHING_CHANGED}`,
  });
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the operating system says about a file, as something that a person can act on. */
export function fileFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // SQLite says it by a code of its own while it copies.
  if (FULL.has(code) || code === 'SQLITE_FULL')
    return new AppError('unavailable', 'The disk is full.', {
      nextStep: `Make room and try again. ${NOTHING_CHANGED}`,
      retryable: true,
      cause: error,
    });
  if (FORBIDDEN.has(code))
    return new AppError('unavailable', 'The folder of the backups cannot be written.', {
      nextStep: `Look at its permissions and try again. ${NOTHING_CHANGED}`,
      retryable: true,
      cause: error,
    });
  return error;
}
