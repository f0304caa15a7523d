import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isAppAddress } from '../../../../src/main/window/app-address.ts';
import { APP_SCHEME_PRIVILEGES, appResponse, fileOf } from '../../../../src/main/window/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../src/main/window/content-security-policy.ts';
import { confineNavigation } from '../../../../src/main/window/navigation.ts';
import { isAllowedExternally } from '../../../../src/main/window/open-external.ts';
import { denyPermissions } from '../../../../src/main/window/permissions.ts';
import { isRequestAllowed } from '../../../../src/main/window/request-filter.ts';
import { WEB_PREFERENCES, webPreferences } from '../../../../src/main/window/web-preferences.ts';

const FOREIGN = [
  'https://example.com/',
  'http://ui/',
  'app://ui.evil/index.html',
  'app://ui@evil/index.html',
  'app://evil@ui/index.html',
  'app://uix/',
  'appx://ui/',
  'file:///etc/hosts',
  'javascript:alert(1)',
  'data:text/html,<p>x',
  'blob:app://ui/1',
  'about:blank',
  '',
  'no address',
];

describe('web preferences (checklist 2, 3, 4, 6, 8, 9, 10, 11)', () => {
  it('are exactly these', () => {
    expect(WEB_PREFERENCES).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    });
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
    expect(webPreferences('/p.cjs')).toEqual({ ...WEB_PREFERENCES, preload: '/p.cjs' });
  });

  it('turn nothing off that Electron does by itself', () => {
    const names = Object.keys(webPreferences('/p.cjs'));
    for (const name of [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
    ])
      expect(names).not.toContain(name);
  });
});

describe('content security policy (checklist 7)', () => {
  it('is exactly this', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
        "require-trusted-types-for 'script'",
    );
  });
});

describe('app protocol (checklist 1, 18)', () => {
  let root = '';
  beforeAll(() => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-protocol-'));
    root = join(dir, 'renderer');
    mkdirSync(join(root, 'assets'), { recursive: true });
    mkdirSync(join(dir, 'renderer-evil'));
    writeFileSync(join(root, 'index.html'), '<p>home</p>');
    writeFileSync(join(root, 'assets', 'a.js'), 'x');
    writeFileSync(join(root, 'index.js.map'), 'x');
    writeFileSync(join(dir, 'renderer-evil', 'x.js'), 'evil');
    writeFileSync(join(dir, 'secret.js'), 'evil');
  });
  afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }));

  const get = (url: string) => appResponse({ method: 'GET', url }, root);

  it('serves a file of the window with its type and the policy', async () => {
    const response = await get('app://ui/index.html?theme=dark#x');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>home</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get('app://ui/assets/a.js')).status).toBe(200);
  });

  it.each([
    'app://ui/../secret.js',
    'app://ui/%2e%2e/secret.js',
    'app://ui/..%2fsecret.js',
    'app://ui/%2e%2e%2fsecret.js',
    'app://ui/..%5csecret.js',
    'app://ui/assets/..%2f..%2fsecret.js',
    'app://ui/..%2frenderer-evil/x.js',
    'app://ui/index.html%00.js',
    'app://ui/%2f%2fserver/share.js',
    'app://ui/%ff',
    'app://ui/',
    'app://ui/index.js.map',
    'app://ui/absent.js',
    'app://other/index.html',
    'app://user@ui/index.html',
    'https://ui/index.html',
  ])('does not serve %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('reads and never writes', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD'])
      expect((await appResponse({ method, url: 'app://ui/index.html' }, root)).status).toBe(405);
  });

  it('finds no file outside of its folder, whatever the address', () => {
    expect(fileOf('app://ui/assets/a.js', root)).toBe(join(root, 'assets', 'a.js'));
    expect(fileOf('app://ui/..%2frenderer-evil/x.js', root)).toBeNull();
  });

  it('asks for no privilege beyond a standard, secure origin', () => {
    expect(APP_SCHEME_PRIVILEGES).toEqual({ scheme: 'app', privileges: { standard: true, secure: true } });
  });
});

describe('navigation (checklist 12, 13, 14)', () => {
  it.each(FOREIGN)('does not take %j for ours', (url) => expect(isAppAddress(url)).toBe(false));
  it.each(['app://ui/index.html', 'app://ui/approval-window/index.html?x=1'])('takes %s for ours', (url) =>
    expect(isAppAddress(url)).toBe(true),
  );

  function confined() {
    const listeners = new Map<string, (event: unknown, url?: string) => void>();
    let openHandler: (details: { url: string }) => unknown = () => null;
    const contents = {
      on: (name: string, listener: (event: unknown, url?: string) => void) => listeners.set(name, listener),
      setWindowOpenHandler: (handler: typeof openHandler) => {
        openHandler = handler;
      },
    };
    const openExternal = vi.fn();
    const refused = vi.fn();
    confineNavigation(contents as unknown as WebContents, { openExternal, refused });
    return { listeners, open: (url: string) => openHandler({ url }), openExternal, refused };
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stops %s to other places', (name) => {
    const { listeners, refused } = confined();
    for (const url of FOREIGN) {
      const preventDefault = vi.fn();
      listeners.get(name)?.({ preventDefault, url });
      expect(preventDefault, url).toHaveBeenCalledOnce();
    }
    expect(refused).toHaveBeenCalledTimes(FOREIGN.length);
    const allowed = vi.fn();
    listeners.get(name)?.({ preventDefault: allowed, url: 'app://ui/index.html' });
    expect(allowed).not.toHaveBeenCalled();
  });

  it('reads the address from the second argument, where older runtimes have it', () => {
    const { listeners } = confined();
    const preventDefault = vi.fn();
    listeners.get('will-redirect')?.({ preventDefault }, 'https://example.com');
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('attaches no webview', () => {
    const preventDefault = vi.fn();
    confined().listeners.get('will-attach-webview')?.({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('opens no window, and hands only listed pages to the browser', () => {
    const { open, openExternal } = confined();
    for (const url of [...FOREIGN, 'app://ui/index.html']) expect(open(url)).toEqual({ action: 'deny' });
    expect(openExternal).not.toHaveBeenCalled();
    expect(open('https://modelcontextprotocol.io/docs')).toEqual({ action: 'deny' });
    expect(openExternal).toHaveBeenCalledWith('https://modelcontextprotocol.io/docs');
  });
});

describe('external pages (checklist 15)', () => {
  it.each([
    ['https://quant.itigerup.com/openapi', true],
    ['https://developer.itigerup.com/profile', true],
    ['http://quant.itigerup.com/', false],
    ['https://quant.itigerup.com:8443/', false],
    ['https://user:pass@quant.itigerup.com/', false],
    ['https://quant.itigerup.com.evil.example/', false],
    ['https://example.com/', false],
    ['smb://quant.itigerup.com/share', false],
    ['file:///etc/passwd', false],
    ['ms-msdt:/id', false],
    ['javascript:alert(1)', false],
    ['mailto:a@b.c', false],
    ['', false],
  ])('judges %s', (url, expected) => expect(isAllowedExternally(url)).toBe(expected));
});

describe('permissions (checklist 5)', () => {
  it('are all denied, whatever is asked', () => {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const session = new Proxy({} as Parameters<typeof denyPermissions>[0], {
      get: (_target, name) => (handler: (...args: never[]) => unknown) => {
        handlers[String(name)] = handler;
      },
    });
    denyPermissions(session);
    const decided: unknown[] = [];
    const permissions = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'clipboard-read',
      'openExternal',
      'usb',
      'x',
    ];
    for (const permission of permissions) {
      handlers['setPermissionRequestHandler']?.(
        null as never,
        permission as never,
        ((yes: boolean) => decided.push(yes)) as never,
      );
      expect(handlers['setPermissionCheckHandler']?.(null as never, permission as never)).toBe(false);
    }
    expect(decided).toEqual(permissions.map(() => false));
    expect(handlers['setDevicePermissionHandler']?.({} as never)).toBe(false);
    let shared: unknown = null;
    handlers['setDisplayMediaRequestHandler']?.(
      {} as never,
      ((streams: unknown) => {
        shared = streams;
      }) as never,
    );
    expect(shared).toEqual({});
  });
});

describe('request filter', () => {
  it.each([
    ['app://ui/index.html', 'mainFrame', true],
    ['data:image/png;base64,AA==', 'image', true],
    ['data:text/html,x', 'mainFrame', false],
    ['data:text/html,x', 'subFrame', false],
    ['https://example.com/a.png', 'image', false],
    ['ws://example.com/', 'webSocket', false],
    ['file:///etc/hosts', 'mainFrame', false],
    ['ftp://example.com/', 'mainFrame', false],
    ['app://ui.evil/a.js', 'script', false],
  ])('judges %s as %s', (url, type, expected) => expect(isRequestAllowed(url, type, false)).toBe(expected));

  it('knows developer tools only where they exist', () => {
    expect(isRequestAllowed('devtools://devtools/x.js', 'script', true)).toBe(true);
    expect(isRequestAllowed('devtools://devtools/x.js', 'script', false)).toBe(false);
  });
});
