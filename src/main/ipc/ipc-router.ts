import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { WindowRole } from '../../shared/ipc/command.ts';
import { type CommandName, type Commands, commands } from '../../shared/ipc/commands.ts';
import type { Handlers, Reply } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/rpc/dispatch.ts';
import type { Logger } from '../platform/logger.ts';
import type { SenderFacts } from '../platform/sender-facts.ts';
import { trustedRole } from './trusted-sender.ts';

interface CommandContext {
  readonly role: WindowRole;
}

type AllHandlers = Handlers<Commands, CommandContext>;
type RecoveryCommand = Extract<CommandName, `recovery.${string}`>;

/** An app has one of the two: its commands, or those of the window that stands in their place. */
export type CommandHandlers = Omit<AllHandlers, RecoveryCommand>;
export type RecoveryHandlers = Pick<AllHandlers, RecoveryCommand>;

/** The commands of one area; all areas together must be `CommandHandlers`. */
export type CommandArea<Prefix extends string> = Pick<
  AllHandlers,
  Extract<CommandName, `${Prefix}.${string}`>
>;

export interface RouterDeps {
  readonly handlers: CommandHandlers | RecoveryHandlers;
  readonly roles: ReadonlyMap<number, WindowRole>;
  readonly origin: string;
  readonly logger: Logger;
  /** Whether somebody has to prove first that the windows are theirs. */
  readonly lock: { readonly isLocked: boolean };
}

/** What a lock screen needs; and stopping, which must never be harder than going on. Lifting a stop needs the unlock. */
const WHILE_LOCKED: ReadonlySet<CommandName> = new Set([
  'app.status',
  'vault.status',
  'vault.unlock',
  'stops.trip',
]);

const messageSchema = z.strictObject({ name: z.string().max(100), input: z.unknown() });

/** Everything that a window can ask comes through here. It never throws: Electron would pass on the bare text of an error. */
export function ipcRouter(deps: RouterDeps): (sender: SenderFacts, message: unknown) => Promise<Reply> {
  return async (sender, message) => {
    const role = trustedRole(sender, deps.roles, deps.origin);
    if (role === null) {
      deps.logger.error(
        { contentsId: sender.contentsId, frame: sender.frame },
        'a command of a stranger was refused',
      );
      return refusal('This page may not call the app.');
    }
    const parsed = messageSchema.safeParse(message);
    if (!parsed.success) return refusal('The command has not the form of a command.');
    const { name, input } = parsed.data;
    if (!mayCall(role, name)) {
      deps.logger.error({ role, command: name }, 'a command was refused to this window');
      return refusal(`The ${role} window may not call ${name}.`);
    }
    if (deps.lock.isLocked && isCommand(name) && !WHILE_LOCKED.has(name)) return lockedReply();
    return dispatch(
      commands,
      deps.handlers,
      name,
      input,
      { role },
      {
        onInternalError: (command, error) => deps.logger.error({ command, err: error }, 'a command failed'),
      },
    );
  };
}

/** A name that is no command passes: dispatch knows the answer to it. */
function mayCall(role: WindowRole, name: string): boolean {
  return !isCommand(name) || commands[name].roles.includes(role);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function lockedReply(): Reply {
  const error = new AppError('locked', 'The app is locked.', {
    nextStep: 'Unlock it with your passphrase in the main window.',
  });
  return { ok: false, error: error.toWire() };
}

function refusal(message: string): Reply {
  const error = new AppError('access_denied', message, { nextStep: 'Use the window that is made for it.' });
  return { ok: false, error: error.toWire() };
}
