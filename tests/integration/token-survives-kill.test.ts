import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/main/database/database.ts';
import { Vault } from '../../src/main/vault/vault.ts';
import { xorKeychain } from '../support/vault-fixture.ts';

const dir = mkdtempSync(join(tmpdir(), 'token-kill-'));
const NAME = 'acc_aaaaaaaaaaaaaaaa.token';
const module = (path: string) => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);
/** Replaces the token again and again until it is killed; prints each one's number after it was kept. */
const WRITER = `
  import { openDatabase } from ${module('src/main/database/database.ts')};
  import { Vault } from ${module('src/main/vault/vault.ts')};
  import { Secret } from ${module('src/shared/secret.ts')};
  import { xorKeychain } from ${module('tests/support/vault-fixture.ts')};
  const [path, name] = process.argv.slice(1);
  const { db } = openDatabase({ path });
  const vault = new Vault({ database: db, secretBox: xorKeychain(), clock: { nowMs: Date.now } });
  for (let number = 1; ; number += 1) {
    await vault.store(name, new Secret('token=' + 'x'.repeat(400) + number + String.fromCharCode(10)));
    process.stdout.write(number + String.fromCharCode(10));
  }`;
const ROUNDS = 5;

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Lets it keep a few tokens, kills it in the middle of the next, and says which was the last that it said was kept. */
function killedWriter(path: string, tokens: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, path, NAME], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let last = 0;
    writer.stdout.on('data', (chunk: Buffer) => {
      last = Number(chunk.toString().trim().split('\n').at(-1));
      if (last >= tokens) writer.kill('SIGKILL');
    });
    writer.on('error', reject);
    writer.on('close', () => resolve(last));
  });
}

it('a process that is killed while it replaces a token leaves the old one or the new one, whole', async () => {
  const path = join(dir, 'test.sqlite');
  for (let round = 1; round <= ROUNDS; round += 1) {
    const last = await killedWriter(path, 10 * round);
    const database = openDatabase({ path });
    const vault = new Vault({ database: database.db, secretBox: xorKeychain(), clock: { nowMs: Date.now } });
    const kept = (await vault.read(NAME))?.reveal() ?? '';
    await database.close();
    expect(kept).toMatch(/^token=x{400}\d+\n$/);
    expect(Number(/\d+/.exec(kept)?.[0])).toBeGreaterThanOrEqual(last);
  }
});
