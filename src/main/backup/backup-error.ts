import { AppError } from '../../shared/app-error.ts';
import { fileFailure as failureOf, NOTHING_CHANGED } from '../platform/file-failure.ts';

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

/** What the operating system says about a backup, as something that a person can act on. */
export function fileFailure(error: unknown): unknown {
  return failureOf(error, 'The folder of the backups');
}
