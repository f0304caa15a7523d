import { APP_HOST, APP_ORIGIN, APP_SCHEME } from './app-protocol.ts';

/** Compares parsed parts: `app://ui.evil/` and `app://ui@evil/` begin like ours. */
export function isAppAddress(url: string): boolean {
  try {
    const parsed = new URL(url);
    const isOurs = parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST;
    return isOurs && parsed.username === '' && parsed.password === '';
  } catch {
    return false;
  }
}

/** The page of each window. */
export const PAGES = {
  main: `${APP_ORIGIN}/index.html`,
  approval: `${APP_ORIGIN}/approval-window/index.html`,
  recovery: `${APP_ORIGIN}/recovery-window/index.html`,
} as const;
