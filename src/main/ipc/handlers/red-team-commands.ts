import type { AccountId } from '../../../shared/domain/account.ts';
import type { RedTeamStatus } from '../../../shared/domain/red-team.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface RedTeamCommandsDeps {
  readonly redTeam: {
    status(): RedTeamStatus;
    /** @throws AppError not_found or conflict */
    start(accountId: AccountId): Promise<void>;
    end(): void;
    /** @throws AppError not_found */
    exportNewest(): string;
  };
}

export function redTeamCommands({ redTeam }: RedTeamCommandsDeps): CommandArea<'redTeam'> {
  return {
    'redTeam.status': async () => redTeam.status(),
    'redTeam.start': async ({ accountId }) => {
      await redTeam.start(accountId);
      return { ok: true };
    },
    'redTeam.end': async () => {
      redTeam.end();
      return { ok: true };
    },
    'redTeam.export': async () => ({ path: redTeam.exportNewest() }),
  };
}
