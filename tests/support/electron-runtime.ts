/** The Electron to start in a test, and the switches that this machine needs before the app folder. */
export interface ElectronRuntime {
  executablePath: string;
  switches: string[];
}

/**
 * @returns what `npm run e2e`, `npm run bench` and `npm test` found out about this machine
 * @throws Error when the test was started in another way
 */
export function electronRuntime(): ElectronRuntime {
  const executablePath = process.env['TIGER_ELECTRON'];
  if (!executablePath) throw new Error('No Electron runtime given: run this by `npm run e2e` or `npm test`.');
  const switches = (process.env['TIGER_ELECTRON_SWITCHES'] ?? '').split(' ').filter(Boolean);
  return { executablePath, switches };
}
