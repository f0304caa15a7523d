import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memorySettings } from '../../../../src/main/platform/settings.ts';
import { StopShortcuts } from '../../../../src/main/window/stop-shortcuts.ts';

/** What the desktop has granted, and what other programs hold. */
const desktop = vi.hoisted(() => ({ granted: new Map<string, () => void>(), others: new Set<string>() }));

vi.mock('electron', () => ({
  globalShortcut: {
    isRegistered: (keys: string) => desktop.granted.has(keys),
    register(keys: string, press: () => void) {
      if (desktop.others.has(keys)) return false;
      desktop.granted.set(keys, press);
      return true;
    },
    unregister: (keys: string) => desktop.granted.delete(keys),
  },
}));

const KEYS = 'CommandOrControl+Alt+Shift+';

function shortcuts(initial = {}) {
  const settings = memorySettings(initial);
  const pressed: number[] = [];
  const held = new StopShortcuts({
    settings,
    logger: pino({ level: 'silent' }),
    onPressed: (level) => pressed.push(level),
  });
  return { settings, pressed, held };
}

beforeEach(() => {
  desktop.granted.clear();
  desktop.others.clear();
});

describe('the shortcuts of the kill switch', () => {
  it('are one for each level', () => {
    const { pressed, held } = shortcuts();
    for (const key of ['S', 'X', 'P']) desktop.granted.get(KEYS + key)?.();
    expect(pressed).toEqual([1, 2, 3]);
    expect(held.states().map(({ state }) => state)).toEqual(['works', 'works', 'works']);
  });

  it('follow the settings, and are let go at the end', () => {
    const { settings, pressed, held } = shortcuts();
    settings.set({ stopAndCancelKey: 'K', closePositionsKey: 'off' });
    expect([...desktop.granted.keys()].sort()).toEqual([`${KEYS}K`, `${KEYS}S`]);
    desktop.granted.get(`${KEYS}K`)?.();
    expect(pressed).toEqual([2]);
    expect(held.states().map(({ state }) => state)).toEqual(['works', 'works', 'off']);
    held.close();
    expect(desktop.granted.size).toBe(0);
    settings.set({ stopKey: 'Q' });
    expect(desktop.granted.size).toBe(0);
  });

  it('say which keys another program has; the others work', () => {
    desktop.others.add(`${KEYS}S`);
    const { held } = shortcuts();
    expect(held.states().map(({ state }) => state)).toEqual(['taken', 'works', 'works']);
  });

  it('never stand for two levels: the lower one has the keys', () => {
    const { pressed, held } = shortcuts({ stopAndCancelKey: 'S' });
    desktop.granted.get(`${KEYS}S`)?.();
    expect(pressed).toEqual([1]);
    expect(held.states().map(({ state }) => state)).toEqual(['works', 'taken', 'works']);
  });

  it('take no key that is not one letter', () => {
    const { settings } = shortcuts();
    for (const key of ['s', 'Delete', 'SS', ''])
      expect(() => settings.set({ stopKey: key })).toThrow(
        expect.objectContaining({ code: 'invalid_input' }),
      );
  });
});
