import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClientId, PAIRINGS_DIR, type Pairing } from '../shared/bridge-hello.ts';

/**
 * What proves which client this is, from the file that the app wrote for it.
 * @returns null if the program was given no entry: it may connect, and the user decides
 * @throws Error with one line for a person
 */
export function readPairing(place: {
  readonly homeDir: string;
  readonly clientId: string | null;
}): Pairing | null {
  const { homeDir, clientId } = place;
  if (clientId === null) return null;
  if (!isClientId(clientId))
    throw new Error('--client needs the id that Tiger MCP Desktop shows on its Connect page.');
  try {
    return { clientId, token: readFileSync(join(homeDir, PAIRINGS_DIR, clientId), 'utf8').trim() };
  } catch {
    throw new Error(
      `Tiger MCP Desktop knows no client ${clientId} any more. Connect this program again on its Connect page.`,
    );
  }
}
