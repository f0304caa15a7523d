// Says whether the unpacked application in dist/ may be released. `npm run dist` ends with it; CI runs it on tags.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './bootstrap/places.mjs';
import { runMain, SetupError } from './bootstrap/setup-error.mjs';
import { artefactFindings, artefactLayout } from './packaging/artefact.mjs';

const UNPACKED = /^(linux|mac|win)(?:-(arm64))?(?:-unpacked)?$/;

/** electron-builder's names to Node's. @type {Record<string, import('./packaging/artefact.mjs').Platform>} */
const PLATFORMS = { linux: 'linux', mac: 'darwin', win: 'win32' };

await runMain(async () => {
  const distDir = process.argv[2] ?? inProject('dist');
  const { name, productName } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const folders = existsSync(distDir) ? readdirSync(distDir) : [];
  const artefacts = folders.map((folder) => UNPACKED.exec(folder)).filter((match) => match !== null);
  if (artefacts.length === 0)
    throw new SetupError(`There is no unpacked application in ${distDir}: run \`npm run dist\` first.`);
  let isClean = true;
  for (const [folder, os = '', arch = 'x64'] of artefacts) {
    const platform = PLATFORMS[os] ?? 'linux';
    const layout = artefactLayout(join(distDir, folder), platform, { productName, executableName: name });
    const findings = await artefactFindings(layout, `${platform}-${arch}`);
    for (const finding of findings) process.stdout.write(`${folder}: ${finding}\n`);
    if (findings.length === 0) process.stdout.write(`${folder}: may be released\n`);
    isClean &&= findings.length === 0;
  }
  return isClean ? 0 : 1;
});
