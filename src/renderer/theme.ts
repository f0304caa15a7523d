import { useEffect } from 'react';
import type { AppSettings } from '../shared/domain/app-settings.ts';
import { useRead } from './app-context.tsx';

const DARK_QUERY = '(prefers-color-scheme: dark)';

function applyTheme(theme: AppSettings['theme']): void {
  const systemTheme = matchMedia(DARK_QUERY).matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = theme === 'system' ? systemTheme : theme;
}

/** Before the settings are read the window follows the system, so that it never starts without colours. */
export function startWithSystemTheme(): void {
  applyTheme('system');
}

/** Keeps the window in the chosen theme, and with `system` in the computer's, also when that changes. */
export function useTheme(): void {
  const theme = useRead('settings.get', {}).value?.theme ?? 'system';
  useEffect(() => {
    const query = matchMedia(DARK_QUERY);
    const follow = () => applyTheme(theme);
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [theme]);
}
