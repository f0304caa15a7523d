import { app, protocol, session, shell } from 'electron';
import type { Logger } from '../platform/logger.ts';
import { serveApp } from './app-protocol.ts';
import { confineNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { filterRequests } from './request-filter.ts';

/** Everything that holds a page back; set before there is a page. */
export function confinePages(logger: Logger, rendererDir: string): void {
  const { defaultSession } = session;
  serveApp(protocol, rendererDir);
  denyPermissions(defaultSession);
  filterRequests(defaultSession, !app.isPackaged);
  app.on('web-contents-created', (_event, contents) => {
    confineNavigation(contents, {
      openExternal: (url) => {
        shell
          .openExternal(url)
          .catch((error: unknown) => logger.warn({ err: error }, 'no browser was opened'));
      },
      refused: (what, url) => logger.warn({ what, url }, 'a page tried to leave'),
    });
  });
  app.on('render-process-gone', (_event, _contents, details) =>
    logger.error({ details }, 'a window crashed'),
  );
  app.on('child-process-gone', (_event, details) => logger.warn({ details }, 'a process of the app is gone'));
}
