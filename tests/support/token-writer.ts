import { openDatabase } from '../../src/main/database/database.ts';
import { Vault } from '../../src/main/vault/vault.ts';
import { Secret } from '../../src/shared/secret.ts';
import { xorKeychain } from './vault-fixture.ts';

// Replaces one account's token again and again until it is killed; prints each token after it was kept.
const [path = '', name = ''] = process.argv.slice(2);
const database = openDatabase({ path });
const vault = new Vault({ database: database.db, secretBox: xorKeychain(), clock: { nowMs: Date.now } });
for (let number = 1; ; number += 1) {
  await vault.store(name, new Secret(`token=${'x'.repeat(400)}${number}\n`));
  process.stdout.write(`${number}\n`);
}
