import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One output for both runtimes: the current Electron, and Electron 25 (Node 18.15, Chrome 114), the fallback for
// machines that cannot download it. CommonJS, because Electron 25 cannot start from a module.
const NODE_TARGET = 'node18.15';
const CHROME_TARGET = 'chrome114';

const commonJs = { format: 'cjs', entryFileNames: '[name].cjs' } as const;

export default defineConfig({
  main: {
    build: {
      // out/ itself, and emptied: this section runs first, and the other two fill their own folders.
      outDir: 'out',
      emptyOutDir: true,
      target: NODE_TARGET,
      sourcemap: true,
      minify: false,
      // Each process starts from one file that holds all it needs; the bridge is shipped alone.
      isolatedEntries: true,
      // Everything is bundled but the database driver, whose binary must stay a file.
      externalizeDeps: { include: ['better-sqlite3'] },
      rolldownOptions: {
        input: {
          'main/index': resolve('src/main/index.ts'),
          'main/account-worker': resolve('src/worker/index.ts'),
          'main/demo-gateway': resolve('src/gateway/process.ts'),
          'bridge/tiger-mcp': resolve('src/bridge/index.ts'),
        },
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: NODE_TARGET,
      sourcemap: true,
      minify: false,
      // A sandboxed preload can require nothing but electron.
      isolatedEntries: true,
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve('src/preload/index.ts') }, output: commonJs },
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
        },
      },
    },
  },
});
