import type { WebPreferences } from 'electron';

/**
 * The preferences of every window, and no window adds to them. What is not named keeps Electron's safe default:
 * web security on, no insecure content, no experimental features.
 */
export const WEB_PREFERENCES = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
} as const satisfies WebPreferences);

export function webPreferences(preloadPath: string): WebPreferences {
  return { ...WEB_PREFERENCES, preload: preloadPath };
}
