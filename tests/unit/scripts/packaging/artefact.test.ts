import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FALLBACK_MARKER } from '../../../../scripts/electron-runtime/fallback.mjs';
import { artefactFindings, artefactLayout } from '../../../../scripts/packaging/artefact.mjs';
import { burnFuses } from '../../../../scripts/packaging/fuses.mjs';

/** How Electron marks the place of its fuses: this text, the version 1, their number, and one character for each. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_BUILT = '101100011';
const NAMES = { productName: 'Tiger MCP Desktop', executableName: 'tiger-mcp-desktop' };

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'artefact-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (path: string, content: string | Buffer = '') => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

const electronWith = (fuses: string) =>
  Buffer.concat([Buffer.from(`ELF${FUSE_SENTINEL}`), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);

async function packedApp({ isInspectable = false } = {}) {
  const layout = artefactLayout(dir, 'linux', NAMES);
  write(layout.executable, electronWith(FUSES_AS_BUILT));
  write(join(layout.resourcesDir, 'app.asar'));
  write(join(layout.resourcesDir, 'app.asar.unpacked', 'prebuilds', 'linux-x64.node'));
  write(layout.bridge);
  write(join(dirname(layout.bridge), 'launch.json'));
  write(join(dirname(layout.bridge), 'tiger-mcp-cli.cjs'));
  await burnFuses(layout.executable, { isInspectable, resetAdHocDarwinSignature: false });
  return layout;
}

describe('a packed application', () => {
  it('may go out when all is in place', async () => {
    expect(await artefactFindings(await packedApp(), 'linux-x64')).toEqual([]);
  });

  it('may not go out with the debugger left on for end-to-end tests', async () => {
    const findings = await artefactFindings(await packedApp({ isInspectable: true }), 'linux-x64');
    expect(findings).toEqual(['fuse EnableNodeCliInspectArguments must be off']);
  });

  it('may not go out with the fuses as Electron ships them', async () => {
    const layout = await packedApp();
    write(layout.executable, electronWith(FUSES_AS_BUILT));
    const findings = await artefactFindings(layout, 'linux-x64');
    expect(findings).toContain('fuse RunAsNode must be off');
    expect(findings).toContain('fuse OnlyLoadAppFromAsar must be on');
  });

  it.each([
    ['the fallback runtime', FALLBACK_MARKER, 'fallback'],
    ["Electron's default app", 'resources/default_app.asar', 'default app'],
    ['a foreign driver', 'resources/app.asar.unpacked/prebuilds/win32-x64.node', 'win32-x64.node'],
  ])('may not go out with %s', async (_case, extra, word) => {
    const layout = await packedApp();
    write(join(dir, extra));
    expect(await artefactFindings(layout, 'linux-x64')).toEqual([expect.stringContaining(word)]);
  });

  it.each([
    ['resources/app.asar'],
    ['resources/bin/tiger-mcp'],
    ['resources/bin/launch.json'],
    ['resources/app.asar.unpacked/prebuilds/linux-x64.node'],
  ])('may not go out without %s', async (missing) => {
    const layout = await packedApp();
    rmSync(join(dir, missing));
    expect(await artefactFindings(layout, 'linux-x64')).toHaveLength(1);
  });

  it('may not go out empty', async () => {
    expect(await artefactFindings(artefactLayout(dir, 'win32', NAMES), 'win32-x64')).toHaveLength(1);
  });
});

describe('the fuses', () => {
  it('refuse an Electron that has fewer than we rely on', async () => {
    const old = join(dir, 'electron');
    write(old, electronWith('10110001'));
    await expect(
      burnFuses(old, { isInspectable: false, resetAdHocDarwinSignature: false }),
    ).rejects.toThrow();
  });

  it('refuse an Electron that has one nobody has decided on', async () => {
    const newer = join(dir, 'electron');
    write(newer, electronWith(`${FUSES_AS_BUILT}1`));
    await expect(
      burnFuses(newer, { isInspectable: false, resetAdHocDarwinSignature: false }),
    ).rejects.toThrow();
  });
});

describe('the layout', () => {
  it.each([
    ['linux', 'resources/bin/tiger-mcp', '../../tiger-mcp-desktop'],
    ['win32', 'resources/bin/tiger-mcp.exe', '../../Tiger MCP Desktop.exe'],
    ['darwin', 'Tiger MCP Desktop.app/Contents/Resources/bin/tiger-mcp', '../../MacOS/Tiger MCP Desktop'],
  ] as const)('leads from the bridge to the app on %s', (platform, bridge, launchCommand) => {
    const layout = artefactLayout(dir, platform, NAMES);
    expect(layout.bridge).toBe(join(dir, bridge));
    expect(layout.launchCommand).toBe(launchCommand);
    expect(join(dirname(layout.bridge), launchCommand)).toBe(layout.executable);
  });
});
