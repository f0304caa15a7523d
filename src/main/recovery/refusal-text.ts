import type { RecoveryState } from '../../shared/domain/recovery.ts';

export interface RefusalText {
  readonly message: string;
  readonly nextStep: string;
}

/** What programs are told that come while the app has no database to work with; the person sees more in the window. */
export function refusalText({ kind, madeByVersion, appVersion }: RecoveryState): RefusalText {
  if (kind === 'damaged')
    return {
      message: 'The database of Tiger MCP Desktop is damaged. No account is read and nothing is traded.',
      nextStep: 'Ask the user to open Tiger MCP Desktop: its window repairs the database from a backup.',
    };
  const by = madeByVersion === null ? 'a newer version' : `version ${madeByVersion}`;
  return {
    message: `The data of Tiger MCP Desktop was written by ${by}; this is ${appVersion} and only shows it. No account is read and nothing is traded.`,
    nextStep: 'Ask the user to update Tiger MCP Desktop, or to restore a backup in its window.',
  };
}
