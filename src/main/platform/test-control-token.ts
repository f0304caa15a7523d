import { readFileSync } from 'node:fs';

/** The demo gateway takes none that is shorter. */
const LENGTH_MIN = 32;

/**
 * The tests open the demo exchange's fault door with a token that they leave in the home folder. This is safe: a
 * packaged app never looks, the file is the user's own, and what the door can break is a simulated exchange with
 * simulated money. A file, because an environment can be read by every program of the user.
 * @returns null, and the door stays shut, unless the app is not packaged and the file is there
 */
export function readTestControlToken(file: string, isPackaged: boolean): string | null {
  if (isPackaged) return null;
  try {
    const token = readFileSync(file, 'utf8').trim();
    return token.length >= LENGTH_MIN ? token : null;
  } catch {
    return null;
  }
}
