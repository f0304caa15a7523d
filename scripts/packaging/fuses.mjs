import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * The switches burnt into a release: nobody may use our signed binary as a Node, attach a debugger to it or feed
 * it other code than what was packed, and the window may not read files.
 * @type {Readonly<Record<FuseV1Options, boolean>>}
 */
const RELEASE_FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/**
 * Sets all of them. A fuse that a newer Electron adds makes this fail until it is decided above.
 * @param {string} executable
 * @param {{ isInspectable: boolean, resetAdHocDarwinSignature: boolean }} options `isInspectable` leaves the
 *   debugger on, which Playwright needs; such a build must not be released, and check-artefact says so
 */
export async function burnFuses(executable, { isInspectable, resetAdHocDarwinSignature }) {
  await flipFuses(executable, {
    ...RELEASE_FUSES,
    [FuseV1Options.EnableNodeCliInspectArguments]: isInspectable,
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature,
  });
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} one line for each fuse that is not as a release needs it
 */
export async function wrongFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(RELEASE_FUSES).flatMap(([fuse, isEnabled]) => {
    const state = wire[/** @type {FuseV1Options} */ (Number(fuse))];
    if (state === (isEnabled ? FuseState.ENABLE : FuseState.DISABLE)) return [];
    return [`fuse ${FuseV1Options[Number(fuse)]} must be ${isEnabled ? 'on' : 'off'}`];
  });
}
