import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One output for both runtimes: the current Electron, and Electron 25 (Node 18.15, Chrome 114), the fallback for
// machines that cannot download it. CommonJS, because Electron 25 cannot start from a module.
const NODE_TARGET = 'node18.15';
const CHROME_TARGET = 'chrome114';

const nodeBuild = { outDir: 'out', target: NODE_TARGET, sourcemap: true, minify: false } as const;
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'main/chunks/[name]-[hash].cjs',
} as const;

export default defineConfig({
  main: {
    build: {
      ...nodeBuild,
      // out/ itself: this section is built first, the others fill their own folders below it.
      emptyOutDir: true,
      // Everything is bundled but the database driver, whose binary must stay a file.
      externalizeDeps: { include: ['better-sqlite3'] },
      rolldownOptions: {
        input: {
          'main/index': resolve('src/main/index.ts'),
          'main/account-worker': resolve('src/worker/index.ts'),
          'main/demo-gateway': resolve('src/gateway/process.ts'),
        },
        output: commonJs,
      },
    },
  },
  // The entries that must be one file each: a sandboxed preload can require nothing but electron, and the bridge and
  // the command line are shipped alone. electron-vite keeps entries apart (isolatedEntries) in this section and not in `main`.
  preload: {
    build: {
      ...nodeBuild,
      emptyOutDir: false,
      isolatedEntries: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          'preload/index': resolve('src/preload/index.ts'),
          'bridge/tiger-mcp': resolve('src/bridge/index.ts'),
          'cli/tiger-mcp-cli': resolve('src/cli/index.ts'),
        },
        output: commonJs,
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: CHROME_TARGET,
      sourcemap: true,
      // The content security policy knows no inline scripts or styles, and images come from our own origin.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: resolve('src/renderer/index.html'),
          'approval-window': resolve('src/renderer/approval-window/index.html'),
          'recovery-window': resolve('src/renderer/recovery-window/index.html'),
        },
      },
    },
  },
});
