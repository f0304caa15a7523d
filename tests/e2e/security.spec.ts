import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './fixture.ts';
import { PROJECT_DIR } from './launch-app.ts';

// The numbers are those of Electron's security checklist.

/** Runs script source inside the page, as an injected script would be. */
function inPage<T>(page: Page, source: string): Promise<T> {
  return page.evaluate(source) as Promise<T>;
}

/** Does something in the page and gives back what the policy reported first. */
function violationsOf(page: Page, source: string): Promise<string[]> {
  return inPage<string[]>(
    page,
    `new Promise((resolve) => {
      const seen = [];
      const see = (what) => { seen.push(what); setTimeout(() => resolve(seen)); };
      addEventListener('securitypolicyviolation', (event) => see(event.effectiveDirective), { once: true });
      // In a task of its own: what the debugger evaluates directly is exempt from the ban on eval.
      setTimeout(() => {
        try { ${source} } catch (error) { see('thrown: ' + error.name); }
      });
    })`,
  );
}

test('1, 18: loads everything from its own origin, and no file', async ({ app }) => {
  const page = app.mainWindow;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.reload();
  await page.waitForLoadState();
  await expect(page.locator('#root > *').first()).toBeVisible();
  expect(requests.length).toBeGreaterThan(1);
  expect(requests.filter((url) => !url.startsWith('app://ui/') && !url.startsWith('data:image/'))).toEqual(
    [],
  );
  expect(await inPage(page, 'location.protocol + location.host')).toBe('app:ui');
  expect(await inPage(page, 'isSecureContext')).toBe(true);
});

test('2, 3, 4, 20: a page has no Node, no Electron, and two functions', async ({ app }) => {
  const page = app.mainWindow;
  for (const name of [
    'require',
    'process',
    'module',
    'Buffer',
    '__dirname',
    'global',
    'electron',
    'ipcRenderer',
  ])
    expect(await inPage(page, `typeof ${name}`), name).toBe('undefined');
  expect(await inPage(page, 'Object.keys(window.app).sort().join()')).toBe('invoke,on');
  // Context isolation: the page cannot exchange what the preload script uses, nor the bridge itself.
  expect(
    await inPage(
      page,
      `(() => { Array.prototype.map = () => 'taken'; try { window.app.invoke = () => 'taken'; } catch {}
      return String(window.app.invoke).includes('taken'); })()`,
    ),
  ).toBe(false);
  const preferences = await app.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
        // @ts-expect-error Electron has the method and does not declare it.
        window.webContents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  for (const each of preferences) {
    expect(each).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  }
});

test('5: every permission is denied', async ({ app }) => {
  const page = app.mainWindow;
  expect(await inPage(page, 'Notification.requestPermission()')).toBe('denied');
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])
    expect(
      await inPage(page, `navigator.permissions.query({ name: '${name}' }).then((p) => p.state)`),
      name,
    ).toBe('denied');
  expect(
    await inPage(
      page,
      'navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "given", (e) => e.name)',
    ),
  ).toMatch(/NotAllowedError|NotFoundError/);
});

test('6, 7, 8: the policy stops inline script, eval, foreign connections, images, frames and raw markup', async ({
  app,
}) => {
  const page = app.mainWindow;
  const append = (tag: string, assign: string) =>
    `const node = document.createElement('${tag}'); ${assign}; document.body.append(node);`;
  expect(await violationsOf(page, `fetch('https://example.com').catch(() => {});`)).toContain('connect-src');
  expect(await violationsOf(page, `new WebSocket('wss://example.com');`)).toContain('connect-src');
  expect(await violationsOf(page, append('img', `node.src = 'https://example.com/a.png'`))).toContain(
    'img-src',
  );
  expect(await violationsOf(page, append('iframe', `node.src = 'https://example.com/'`))).toContain(
    'frame-src',
  );
  expect(await violationsOf(page, append('iframe', `node.src = 'app://ui/index.html'`))).toContain(
    'frame-src',
  );
  expect(await violationsOf(page, append('style', `node.textContent = 'body{}'`))).toContain(
    'style-src-elem',
  );
  expect(await violationsOf(page, append('script', `node.textContent = 'window.x = 1'`))).toEqual(
    expect.arrayContaining([expect.stringMatching(/trusted-types|script-src|thrown: TypeError/)]),
  );
  expect(await violationsOf(page, `eval('1');`)).toEqual(
    expect.arrayContaining([expect.stringMatching(/trusted-types|script-src|thrown: EvalError/)]),
  );
  expect(await violationsOf(page, `document.body.insertAdjacentHTML('beforeend', '<b>x</b>');`)).toEqual(
    expect.arrayContaining([expect.stringMatching(/trusted-types|thrown: TypeError/)]),
  );
  expect(await inPage(page, 'typeof window.x')).toBe('undefined');
});

test('11, 12: a webview becomes no guest', async ({ app }) => {
  const before = await contentsCount(app);
  const kind = await inPage(
    app.mainWindow,
    `(() => { const node = document.createElement('webview'); node.setAttribute('src', 'https://example.com');
      document.body.append(node); return Object.prototype.toString.call(node) + typeof node.getURL; })()`,
  );
  // An element that means nothing to the browser: there is no guest that could come later.
  expect(kind).toMatch(/^\[object HTML(Unknown)?Element\]undefined$/);
  expect(await contentsCount(app)).toBe(before);
});

test('13: a page stays where it is', async ({ app }) => {
  const page = app.mainWindow;
  const home = page.url();
  let told = '';
  page.on('console', (message) => {
    told += message.text();
  });
  for (const target of [
    'https://example.com/',
    'file:///etc/hosts',
    'data:text/html,x',
    'app://ui.evil/index.html',
  ]) {
    await inPage(page, `location.href = ${JSON.stringify(target)}; 0`);
    // Main's log says what it refused, the page's console what the browser itself did.
    await expect.poll(() => (app.output() + told).includes(target), { message: target }).toBe(true);
    expect(page.url(), target).toBe(home);
  }
  expect(await inPage(page, 'Object.keys(window.app).length')).toBe(2);
});

test('14, 15: a page opens no window', async ({ app }) => {
  const before = app.electronApp.windows().length;
  for (const target of ['https://example.com/', 'app://ui/approval-window/index.html', 'about:blank', ''])
    expect(await inPage(app.mainWindow, `window.open(${JSON.stringify(target)}) === null`), target).toBe(
      true,
    );
  expect(app.electronApp.windows()).toHaveLength(before);
});

test('17: the main window may not decide, and a stranger may not call at all', async ({ app }) => {
  const decide = `window.app.invoke('approvals.decide', { decision: 'decline', proposalId: 'prp_${'a'.repeat(26)}',
    note: '', isClientBlocked: false }).then((reply) => reply.ok ? 'done' : reply.error.code)`;
  expect(await inPage(app.mainWindow, decide)).toBe('access_denied');
  // A window that the app's own registry does not know, with the same preload script and the same origin.
  const preload = join(PROJECT_DIR, 'out', 'preload', 'index.cjs');
  const answer = await app.electronApp.evaluate(async ({ BrowserWindow }, preloadPath) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload: preloadPath, sandbox: true },
    });
    await stranger.loadURL('app://ui/index.html');
    const code: unknown = await stranger.webContents.executeJavaScript(
      `window.app.invoke('settings.get', {}).then((reply) => reply.ok ? 'done' : reply.error.code)`,
    );
    stranger.destroy();
    return code;
  }, preload);
  expect(answer).toBe('access_denied');
  expect(
    await inPage(app.mainWindow, `window.app.invoke('settings.get', {}).then((reply) => reply.ok)`),
  ).toBe(true);
});

test('18: neither a file nor the network reaches a page, even where main itself loads it', async ({
  app,
  homeDir,
}) => {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits += 1;
    response.end('MARKER');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const file = join(homeDir, 'marker.html');
  writeFileSync(file, 'MARKER');
  const urls = [`http://127.0.0.1:${port}/`, `file://${file}`, 'data:text/html,MARKER'];
  const texts = await app.electronApp.evaluate(async ({ BrowserWindow }, targets) => {
    const seen: string[] = [];
    for (const url of targets) {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL(url).catch(() => {});
      seen.push(await window.webContents.executeJavaScript('document.documentElement.innerText'));
      window.destroy();
    }
    return seen;
  }, urls);
  server.close();
  expect(texts.filter((text) => text.includes('MARKER'))).toEqual([]);
  expect(texts).toHaveLength(urls.length);
  expect(hits).toBe(0);
});

test('20: a listener is given the payload alone', async ({ app }) => {
  const received = inPage<unknown[][]>(
    app.mainWindow,
    `new Promise((resolve) => { const seen = [];
      window.app.on('settings.changed', (...args) => { seen.push(args); resolve(seen); });
      window.app.invoke('settings.get', {}).then((reply) =>
        window.app.invoke('settings.set', { isSoundOn: !reply.value.isSoundOn })); })`,
  );
  expect(await received).toEqual([[{}]]);
});

async function contentsCount(app: { readonly electronApp: import('@playwright/test').ElectronApplication }) {
  return app.electronApp.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}
