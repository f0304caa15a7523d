import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../../../src/main/red-team/attack-list.ts';
import { ATTACK_IDS } from '../../../../src/shared/domain/red-team.ts';
import { brokenApp } from '../../../support/broken-app.ts';

describe('an app whose defences are down', () => {
  it.each(ATTACKS.map((attack) => [attack.id, attack] as const))('does not stop %s', async (_id, attack) => {
    expect(await attack.run(brokenApp())).toMatchObject({ isStopped: false, stoppedBy: [] });
  });
});

it('every attack is in the list once, with a name of its own and a sentence that says what it tries', () => {
  expect(ATTACKS.map(({ id }) => id)).toEqual([...ATTACK_IDS]);
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  for (const { tries } of ATTACKS) expect(tries).toMatch(/^[A-Z0-9].*\.$/);
});
