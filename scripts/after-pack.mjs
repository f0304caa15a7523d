// Called by electron-builder on the unpacked application, before it is signed.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FALLBACK_MARKER } from './electron-runtime/fallback.mjs';
import { artefactLayout } from './packaging/artefact.mjs';
import { burnFuses } from './packaging/fuses.mjs';

/** @param {import('electron-builder').AfterPackContext} context */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  if (existsSync(join(appOutDir, FALLBACK_MARKER))) {
    throw new Error('The fallback runtime is for development and tests only and is never packaged.');
  }
  const platform = /** @type {import('./packaging/artefact.mjs').Platform} */ (electronPlatformName);
  const layout = artefactLayout(appOutDir, platform, {
    productName: packager.appInfo.productFilename,
    executableName: packager.appInfo.name,
  });
  // A custom Electron folder brings its default app along; nobody may start other code with our binary.
  rmSync(join(layout.resourcesDir, 'default_app.asar'), { recursive: true, force: true });
  const launch = { command: layout.launchCommand, args: ['--background'] };
  writeFileSync(join(dirname(layout.bridge), 'launch.json'), `${JSON.stringify(launch, null, 2)}\n`);
  await burnFuses(layout.executable, {
    isInspectable: process.env.E2E_BUILD === '1',
    resetAdHocDarwinSignature: platform === 'darwin',
  });
}
