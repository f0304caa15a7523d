import type { ProcessReports } from '../../accounts/process-reports.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface SupervisorCommandsDeps {
  readonly processes: Pick<ProcessReports, 'list' | 'log'>;
  readonly restartExchange: () => Promise<void>;
}

export function supervisorCommands(deps: SupervisorCommandsDeps): CommandArea<'supervisor'> {
  return {
    'supervisor.get': () => deps.processes.list(),
    'supervisor.log': async ({ name }) => deps.processes.log(name),
    'supervisor.restartExchange': async () => {
      await deps.restartExchange();
      return { ok: true };
    },
  };
}
