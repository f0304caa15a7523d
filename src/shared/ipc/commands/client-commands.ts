import * as z from 'zod';
import { aiClientSchema, clientSetupSchema } from '../../domain/ai-client.ts';
import {
  clientEntrySchema,
  clientIdSchema,
  clientRoleSchema,
  clientRulesPatchSchema,
  connectRequestSchema,
} from '../../domain/client-entry.ts';
import {
  clientInstallationSchema,
  clientProgramIdSchema,
  linkTestSchema,
} from '../../domain/client-installation.ts';
import { toolsetCostSchema } from '../../domain/toolset.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

const client = z.strictObject({ clientId: clientIdSchema });

/** `changeId` names the difference that the user saw; anything else is refused. */
const clientChange = z.strictObject({ client: clientProgramIdSchema, changeId: z.string().max(64) });

export const clientCommands = {
  'clients.list': { input: nothing, output: z.array(aiClientSchema), roles: MAIN },
  /** Those that the user has let in, with what each may do. */
  'clients.entries': { input: nothing, output: z.array(clientEntrySchema), roles: MAIN },
  'clients.change': {
    input: z.strictObject({ clientId: clientIdSchema, patch: clientRulesPatchSchema }),
    output: clientEntrySchema,
    roles: MAIN,
  },
  /** A new pairing: the old token is worth nothing from here on. */
  'clients.renew': { input: client, output: clientEntrySchema, roles: MAIN },
  'clients.remove': { input: client, output: done, roles: MAIN },
  /** Programs that have connected without an entry. */
  'clients.requests': { input: nothing, output: z.array(connectRequestSchema), roles: MAIN },
  'clients.answerRequest': {
    input: z.strictObject({ connectionId: z.string().max(64), isAccepted: z.boolean() }),
    output: clientEntrySchema.nullable(),
    roles: MAIN,
  },
  /** Makes an entry for a program that the user will connect by hand, and the text to paste. */
  'clients.prepare': {
    /** `client` null: a program that this app does not know, with a name for it. */
    input: z.strictObject({
      client: clientProgramIdSchema.nullable(),
      name: clientEntrySchema.shape.name,
    }),
    output: z.strictObject({
      clientId: clientIdSchema,
      command: z.string(),
      setup: clientSetupSchema.nullable(),
    }),
    roles: MAIN,
  },
  'clients.setup': {
    input: nothing,
    output: z.strictObject({ command: z.string(), setups: z.array(clientSetupSchema) }),
    roles: MAIN,
  },
  /** What each set of tools costs before the first question, by the tools of it that such a client is shown. */
  'clients.toolsetCosts': {
    input: z.strictObject({ role: clientRoleSchema, isReadOnly: z.boolean() }),
    output: z.array(toolsetCostSchema),
    roles: MAIN,
  },
  'clients.inspect': { input: nothing, output: z.array(clientInstallationSchema), roles: MAIN },
  'clients.connect': { input: clientChange, output: clientInstallationSchema, roles: MAIN },
  'clients.disconnect': { input: clientChange, output: clientInstallationSchema, roles: MAIN },
  'clients.testLink': { input: nothing, output: linkTestSchema, roles: MAIN },
} as const satisfies CommandContract;
