import { describe, expect, it } from 'vitest';
import { type StopMenuItem, type StopMenuState, stopMenu } from '../../../../src/main/window/stop-menu.ts';
import { DEFAULT_STOP_KEYS } from '../../../../src/shared/domain/stop-shortcuts.ts';
import type { StopTarget, TradingStop } from '../../../../src/shared/domain/trading-stop.ts';

const NOTHING: StopMenuState = {
  stops: [],
  accounts: [
    { id: 'acc_one', alias: 'Family', state: 'ready' },
    { id: 'acc_two', alias: 'Pension', state: 'failed' },
  ],
  clientNames: ['Claude'],
  keys: DEFAULT_STOP_KEYS,
  isLocked: false,
};

function inForce(target: StopTarget, level: TradingStop['level']): TradingStop {
  return { target, level, trippedByClient: null, reason: 'the user', trippedAtMs: 1 };
}

/** Every item, with those of submenus after their title. */
function all(items: readonly StopMenuItem[]): StopMenuItem[] {
  return items.flatMap((item) => [item, ...all(item.submenu ?? [])]);
}

function labelled(state: StopMenuState, label: string): StopMenuItem | undefined {
  return all(stopMenu(state)).find((item) => item.label === label);
}

describe('the kill switch in the tray', () => {
  it('offers the three levels for everything, with their keys', () => {
    const [first, second, third] = stopMenu(NOTHING);
    expect(first).toMatchObject({
      command: { do: 'stop', target: { scope: 'app' }, level: 1 },
      isEnabled: true,
      accelerator: 'CommandOrControl+Alt+Shift+S',
    });
    expect(second).toMatchObject({
      command: { do: 'stop', target: { scope: 'app' }, level: 2 },
      isEnabled: true,
      accelerator: 'CommandOrControl+Alt+Shift+X',
    });
    expect(third).toMatchObject({
      command: { do: 'close', accountId: null },
      isEnabled: true,
      accelerator: 'CommandOrControl+Alt+Shift+P',
    });
  });

  it('says what is in force, and offers what goes further', () => {
    const state = { ...NOTHING, stops: [inForce({ scope: 'app' }, 1)] };
    expect(stopMenu(state)[0]).toMatchObject({
      label: 'All trading is stopped: level 1, new orders are held back',
      isEnabled: false,
    });
    expect(labelled(state, 'Stop all trading')?.isEnabled).toBe(false);
    expect(labelled(state, 'Stop and cancel open orders')?.isEnabled).toBe(true);
    const further = { ...NOTHING, stops: [inForce({ scope: 'app' }, 2)] };
    expect(labelled(further, 'Stop and cancel open orders')?.isEnabled).toBe(false);
    expect(labelled(further, 'Close positions…')?.isEnabled).toBe(true);
  });

  it('stops one account or one client, and closes positions only where there is a connection', () => {
    const stops = [
      inForce({ scope: 'account', accountId: 'acc_one' }, 3),
      inForce({ scope: 'client', clientName: 'Claude' }, 1),
    ];
    const items = stopMenu({ ...NOTHING, stops });
    expect(items.map(({ label }) => label)).toEqual([
      'Family is stopped: level 3, positions were closed',
      'Claude is stopped: level 1, new orders are held back',
      'Stop all trading',
      'Stop and cancel open orders',
      'Close positions…',
      'Stop one account',
      'Stop one AI client',
    ]);
    const [family, pension] = items[5]?.submenu ?? [];
    expect(family?.submenu?.map(({ isEnabled }) => isEnabled)).toEqual([false, false, true]);
    expect(pension?.submenu?.map(({ isEnabled }) => isEnabled)).toEqual([true, true, false]);
    expect(pension?.submenu?.[1]?.command).toEqual({
      do: 'stop',
      target: { scope: 'account', accountId: 'acc_two' },
      level: 2,
    });
    expect(items[6]?.submenu?.[0]?.submenu?.map(({ isEnabled }) => isEnabled)).toEqual([false, true]);
  });

  it('can stop everything while the app is locked, and reads no name to whoever sits there', () => {
    const stops = [inForce({ scope: 'account', accountId: 'acc_one' }, 1), inForce({ scope: 'app' }, 1)];
    const items = all(stopMenu({ ...NOTHING, stops, isLocked: true }));
    expect(JSON.stringify(items)).not.toMatch(/Family|Pension|Claude/);
    expect(items.map(({ command }) => command?.do ?? null)).toEqual([null, 'stop', 'stop', 'close']);
  });

  it('shows no keys where the user wants none, and is never longer than a screen', () => {
    const keys = { ...DEFAULT_STOP_KEYS, stopAndCancelKey: 'off' };
    expect(labelled({ ...NOTHING, keys }, 'Stop and cancel open orders')?.accelerator).toBeNull();
    const clientNames = Array.from({ length: 500 }, (_, index) => `Client ${index}`);
    const clients = labelled({ ...NOTHING, clientNames }, 'Stop one AI client');
    expect(clients?.submenu).toHaveLength(20);
  });
});
