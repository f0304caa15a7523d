import type { Kysely } from 'kysely';
import { ControlDoor } from './control/control-door.ts';
import { type ControlHandlersDeps, controlHandlers } from './control/control-handlers.ts';
import type { CoreDeps } from './core.ts';
import type { CoreClients } from './core-clients.ts';
import type { CoreMcp } from './core-mcp.ts';
import type { Schema } from './database/schema.ts';
import { countProposals } from './trading/count-proposals.ts';

export type CoreControl = Pick<ControlDoor, 'close'>;

type Input = Pick<
  ControlHandlersDeps,
  'audit' | 'backups' | 'accounts' | 'vault' | 'lock' | 'http' | 'databaseBytes'
> & {
  readonly core: CoreDeps;
  readonly database: Kysely<Schema>;
  readonly held: CoreClients;
  readonly mcp: CoreMcp;
};

/** Opens the command line's door. Without it the app works as ever, so a failure is logged and not thrown. */
export async function coreControl(input: Input): Promise<CoreControl> {
  const { core, database, held, mcp } = input;
  const { paths, clock, logger, appVersion } = core;
  const door = new ControlDoor({
    ...{ place: mcp.place, endpointFile: paths.controlFile, appVersion, logger },
    handlers: controlHandlers({
      ...input,
      ...{ appVersion, clock, exportsDir: paths.exportsDir, book: held.book },
      proposalsByState: () => countProposals(database),
    }),
  });
  await door.listen().catch((error: unknown) => {
    logger.error({ err: error }, 'the command line cannot ask this app');
  });
  return door;
}
