import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Reply } from '../../shared/ipc/contract.ts';
import { COMMAND_CHANNEL } from '../../shared/ipc/events.ts';
import type { SenderFacts } from '../platform/sender-facts.ts';

/** The only listener for what pages send. */
export function serveCommands(route: (sender: SenderFacts, message: unknown) => Promise<Reply>): void {
  ipcMain.handle(COMMAND_CHANNEL, (event, message: unknown) => route(senderFacts(event), message));
}

/** Read at once: the frame of an event can be gone a moment later. */
function senderFacts({ sender, senderFrame }: IpcMainInvokeEvent): SenderFacts {
  const frame =
    senderFrame === null ? null : { hasParent: senderFrame.parent !== null, origin: senderFrame.origin };
  return { contentsId: sender.id, frame };
}
