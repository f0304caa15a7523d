import type { WindowRole } from '../../shared/ipc/command.ts';
import type { SenderFacts } from '../platform/sender-facts.ts';

/**
 * Electron's rule 17: validate the sender of every message. Deny by default: a window that we opened, its top frame,
 * our origin.
 * @returns the role under which it may call; null if it may call nothing
 */
export function trustedRole(
  sender: SenderFacts,
  roles: ReadonlyMap<number, WindowRole>,
  origin: string,
): WindowRole | null {
  if (sender.frame === null || sender.frame.hasParent || sender.frame.origin !== origin) return null;
  return roles.get(sender.contentsId) ?? null;
}
