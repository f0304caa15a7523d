import { AppError } from '../../shared/app-error.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What the operating system says about a file, as something that a person can act on. @param what cannot be written */
export function fileFailure(error: unknown, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // SQLite says it by a code of its own while it copies.
  if (FULL.has(code) || code === 'SQLITE_FULL')
    return new AppError('unavailable', 'The disk is full.', {
      nextStep: `Make room and try again. ${NOTHING_CHANGED}`,
      retryable: true,
      cause: error,
    });
  if (FORBIDDEN.has(code))
    return new AppError('unavailable', `${what} cannot be written.`, {
      nextStep: `Look at its permissions and try again. ${NOTHING_CHANGED}`,
      retryable: true,
      cause: error,
    });
  return error;
}

export const NOTHING_CHANGED = 'Nothing was changed.';
