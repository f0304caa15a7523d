import { expect, it } from 'vitest';
import { applyPendingRestore } from '../../src/main/backup/pending-restore.ts';
import { pathsIn } from '../../src/main/platform/paths.ts';
import { Secret } from '../../src/shared/secret.ts';
import { startCoreHarness } from '../support/core-harness.ts';

const WORDS = new Secret('a backup passphrase');

it('the running app is backed up, and a later start has what was there then', async () => {
  const harness = await startCoreHarness({ holdSeconds: 0 });
  try {
    const [demo] = harness.core.accounts.list();
    const { name } = await harness.core.backups.create(WORDS, false);
    await harness.core.admin.setClientAccess(demo!.id, 'none');
    await harness.core.backups.restore(name, WORDS);
    expect(harness.published).toContain('backups.changed');
    expect(harness.core.accounts.get(demo!.id).clientAccess).toBe('none');
    await harness.restart(() => applyPendingRestore(pathsIn(harness.homeDir)));
    expect(harness.core.accounts.get(demo!.id).clientAccess).toBe('propose');
    expect(await harness.core.audit.verify()).toMatchObject({ isIntact: true });
    await expect(harness.core.changeSettings({ backupSchedule: 'daily' })).rejects.toMatchObject({
      code: 'conflict',
    });
  } finally {
    await harness.close();
  }
});
