import { systemPreferences } from 'electron';
import type { TouchId } from './user-proof.ts';

/** Electron asks macOS; no other platform can be asked by it. */
export function systemTouchId(platform: NodeJS.Platform): TouchId | null {
  if (platform !== 'darwin') return null;
  return {
    isThere: () => systemPreferences.canPromptTouchID(),
    prompt: (reason) => systemPreferences.promptTouchID(reason),
  };
}
