import type { WebContents } from 'electron';
import { isAppAddress } from './app-address.ts';
import { isAllowedExternally } from './open-external.ts';

export interface NavigationDeps {
  readonly openExternal: (url: string) => void;
  readonly refused: (what: string, url: string) => void;
}

/** The longest address that is worth a place in the log. */
const URL_LENGTH_SHOWN = 200;

/** A page stays where it is: no other origin, no frame of another origin, no new window, no webview. */
export function confineNavigation(contents: WebContents, deps: NavigationDeps): void {
  const stay = (what: string) => (event: { preventDefault(): void; readonly url?: string }, url?: string) => {
    const target = event.url ?? url ?? '';
    if (isAppAddress(target)) return;
    event.preventDefault();
    deps.refused(what, target.slice(0, URL_LENGTH_SHOWN));
  };
  contents.on('will-navigate', stay('navigation'));
  contents.on('will-frame-navigate', stay('frame navigation'));
  contents.on('will-redirect', stay('redirect'));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    deps.refused('webview', '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternally(url)) deps.openExternal(url);
    else deps.refused('new window', url.slice(0, URL_LENGTH_SHOWN));
    return { action: 'deny' };
  });
}
