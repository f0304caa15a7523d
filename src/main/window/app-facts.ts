import { app } from 'electron';

/** What Electron knows of the app. */
export interface AppFacts {
  readonly version: string;
  readonly electronVersion: string;
  readonly isPackaged: boolean;
  /** The folder of package.json. */
  readonly appDir: string;
  /** Where a packed app has files beside its archive. */
  readonly resourcesDir: string;
  readonly platform: NodeJS.Platform;
}

export function appFacts(): AppFacts {
  return {
    version: app.getVersion(),
    electronVersion: process.versions['electron'] ?? '',
    isPackaged: app.isPackaged,
    appDir: app.getAppPath(),
    resourcesDir: process.resourcesPath,
    platform: process.platform,
  };
}
