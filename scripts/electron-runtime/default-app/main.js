// Runs inside the fallback runtime, as Electron's own default app does: `electron [flags] <app folder> [args]`.
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('Give the app folder as the first plain argument.\n');
  process.exit(2);
}
const appDir = path.resolve(folder);
const manifest = JSON.parse(fs.readFileSync(path.join(appDir, 'package.json'), 'utf8'));

// better-sqlite3's own build needs a newer Node-API than this runtime has. The rebuilt one lies beside the
// runtime, so whoever starts the runtime gets it, and nobody else does.
try {
  const driver = path.join(appDir, 'node_modules', 'better-sqlite3', 'package.json');
  const { version } = JSON.parse(fs.readFileSync(driver, 'utf8'));
  const binding = path.join(path.dirname(process.execPath), 'native', `better-sqlite3-${version}.node`);
  if (fs.existsSync(binding)) process.env.TIGER_SQLITE_BINDING ??= binding;
} catch {
  // The app may have no such driver; it is the app's business to miss it.
}

app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version ?? '0.0.0');
app.setAppPath(appDir);
Module._load(path.resolve(appDir, manifest.main ?? 'index.js'), Module, true);
