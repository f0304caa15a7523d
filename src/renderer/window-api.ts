import type { AppApi } from './api.ts';

/** The preload script put it there before any script of the page ran. */
export function windowApi(): AppApi {
  return (window as unknown as { readonly app: AppApi }).app;
}
