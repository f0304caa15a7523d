import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Endpoint, parseEndpoint } from '../../shared/bridge-hello.ts';

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/** Complete or not there: bridges read it at any moment. */
export function writeEndpointFile(path: string, endpoint: Endpoint): void {
  const dir = dirname(path);
  mkdirSync(dir, { recursive: true, mode: DIR_MODE });
  chmodSync(dir, DIR_MODE);
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${JSON.stringify(endpoint)}\n`, { mode: FILE_MODE, flag: 'wx' });
  renameSync(temporary, path);
}

/** Only our own: a newer start may have written its own by now. */
export function removeEndpointFile(path: string, token: string): void {
  try {
    if (parseEndpoint(readFileSync(path, 'utf8'))?.token === token) rmSync(path, { force: true });
  } catch {
    // It is gone already.
  }
}
