import * as z from 'zod';
import type { StopLevel } from './trading-stop.ts';

/** Four keys: nobody presses them by chance, and few programs take them. The last one is the user's choice. */
const MODIFIERS = 'CommandOrControl+Alt+Shift';

export const STOP_KEYS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as const;

/** The last key of a shortcut that stops trading; `off`: there is none. */
const stopKeySchema = z.string().regex(/^([A-Z]|off)$/, 'must be one letter from A to Z, or off');

/** The settings that hold the keys of the three levels. */
export const stopShortcutsShape = {
  stopKey: stopKeySchema,
  stopAndCancelKey: stopKeySchema,
  closePositionsKey: stopKeySchema,
} as const;
export type StopKeys = z.infer<z.ZodObject<typeof stopShortcutsShape>>;
export type StopKeySetting = keyof StopKeys;

export const DEFAULT_STOP_KEYS: StopKeys = { stopKey: 'S', stopAndCancelKey: 'X', closePositionsKey: 'P' };

/** The level of the kill switch that each shortcut is for. */
export const STOP_KEY_LEVELS = {
  stopKey: 1,
  stopAndCancelKey: 2,
  closePositionsKey: 3,
} as const satisfies Readonly<Record<StopKeySetting, StopLevel>>;

export const STOP_KEY_SETTINGS = Object.keys(STOP_KEY_LEVELS) as readonly StopKeySetting[];

export const stopShortcutStateSchema = z.strictObject({
  setting: z.enum(['stopKey', 'stopAndCancelKey', 'closePositionsKey']),
  /** `taken`: the desktop did not grant the keys: another program, or a lower level of the app, has them. */
  state: z.enum(['works', 'off', 'taken']),
});
export type StopShortcutState = z.infer<typeof stopShortcutStateSchema>;

/** In Electron's notation; null: there is no shortcut. */
export function acceleratorOf(key: string): string | null {
  return key === 'off' ? null : `${MODIFIERS}+${key}`;
}

/** As it is printed on keyboards. */
export function shortcutText(key: string): string {
  return key === 'off' ? '' : `Ctrl/Cmd+Alt+Shift+${key}`;
}
