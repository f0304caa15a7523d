import * as z from 'zod';
import { aiClientSchema, clientSetupSchema } from '../../domain/ai-client.ts';
import {
  clientInstallationSchema,
  clientProgramIdSchema,
  linkTestSchema,
} from '../../domain/client-installation.ts';
import { toolsetCostSchema } from '../../domain/toolset.ts';
import { type CommandContract, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

/** `changeId` names the difference that the user saw; anything else is refused. */
const clientChange = z.strictObject({ client: clientProgramIdSchema, changeId: z.string().max(64) });

export const clientCommands = {
  'clients.list': { input: nothing, output: z.array(aiClientSchema), roles: MAIN },
  'clients.setup': {
    input: nothing,
    output: z.strictObject({ command: z.string(), setups: z.array(clientSetupSchema) }),
    roles: MAIN,
  },
  /** What each set of tools costs a client's model before the first question. */
  'clients.toolsetCosts': { input: nothing, output: z.array(toolsetCostSchema), roles: MAIN },
  'clients.inspect': { input: nothing, output: z.array(clientInstallationSchema), roles: MAIN },
  'clients.connect': { input: clientChange, output: clientInstallationSchema, roles: MAIN },
  'clients.disconnect': { input: clientChange, output: clientInstallationSchema, roles: MAIN },
  'clients.testLink': { input: nothing, output: linkTestSchema, roles: MAIN },
} as const satisfies CommandContract;
