import { nativeTheme } from 'electron';
import type { Settings } from '../platform/settings.ts';

export function followTheme(settings: Settings): void {
  const apply = () => {
    nativeTheme.themeSource = settings.get().theme;
  };
  apply();
  settings.onChange(apply);
}
