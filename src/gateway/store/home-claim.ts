import { existsSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { writeDurably } from './durable-file.ts';

const CLAIM_FILE = 'gateway-running.json';
const PROBE_TIMEOUT_MS = 1_000;
/** A gateway whose parent was just killed needs a moment to end. */
const ATTEMPTS_MAX = 10;
const ATTEMPT_INTERVAL_MS = 150;
const ANSWER_LENGTH_MAX = 1_000;

const claimSchema = z.object({ url: z.url(), instanceId: z.string() });

/**
 * Two gateways on one ledger would destroy it. A process id would be no proof (ids are used again after a restart),
 * so the gateway that the claim names is asked over HTTP whether it is still that one.
 * @throws Error if it is
 */
export async function refuseIfClaimed(homeDir: string): Promise<void> {
  const claim = readClaim(homeDir);
  if (claim === null) return;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    if (!(await answersAs(claim.url, claim.instanceId))) return;
    await setTimeout(ATTEMPT_INTERVAL_MS);
  }
  throw new Error(
    `A simulated gateway already runs on this folder at ${claim.url}. Stop it, or choose another folder.`,
  );
}

export function claimHome(homeDir: string, url: string, instanceId: string): void {
  writeDurably(join(homeDir, CLAIM_FILE), JSON.stringify({ url, instanceId }));
}

export function releaseHome(homeDir: string): void {
  rmSync(join(homeDir, CLAIM_FILE), { force: true });
}

function readClaim(homeDir: string) {
  const path = join(homeDir, CLAIM_FILE);
  if (!existsSync(path)) return null;
  try {
    return claimSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function answersAs(url: string, instanceId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: PROBE_TIMEOUT_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text = (text + part).slice(0, ANSWER_LENGTH_MAX);
      });
      response.on('end', () => resolve(text.includes(instanceId)));
      response.on('error', () => resolve(false));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
