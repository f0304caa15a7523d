import type { Publish } from '../shared/ipc/events.ts';
import type { Core } from './core.ts';
import { type IsolatedDeps, startIsolatedApp } from './isolated-app.ts';
import { systemClock } from './platform/clock.ts';
import type { AppPaths } from './platform/paths.ts';
import { ATTACKS } from './red-team/attack-list.ts';
import { attackedRules } from './red-team/attacked-rules.ts';
import { RedTeam } from './red-team/red-team.ts';
import { RunFile } from './red-team/run-file.ts';

export interface AppRedTeamDeps extends IsolatedDeps {
  readonly core: Pick<Core, 'accounts' | 'riskSettings' | 'book'>;
  readonly paths: AppPaths;
  readonly publish: Publish;
}

/** Attacks on the user's settings. Of the running app it reads the rules of an account and of its clients, nothing else. */
export function appRedTeam({ core, paths, publish, ...isolated }: AppRedTeamDeps): RedTeam {
  return new RedTeam({
    attacks: ATTACKS,
    startApp: (rules) => startIsolatedApp(isolated, rules),
    rulesOf: async (accountId) =>
      attackedRules(core.accounts.get(accountId), await core.riskSettings.get(accountId), core.book.list()),
    runs: new RunFile(paths.redTeamFile),
    exportsDir: paths.exportsDir,
    appVersion: isolated.appVersion,
    clock: systemClock,
    logger: isolated.logger,
    publish,
  });
}
