import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

export const APP_SCHEME = 'app';
export const APP_HOST = 'ui';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Registered before `ready`. Without `bypassCSP`, and without `supportFetchAPI`: the pages fetch nothing. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true },
};

/** The kinds of files that the build makes; anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export function serveApp(protocol: Protocol, rendererDir: string): void {
  protocol.handle(APP_SCHEME, (request) => appResponse(request, rendererDir));
}

/** Answers one request for a file of the window. */
export async function appResponse(
  request: { readonly method: string; readonly url: string },
  rendererDir: string,
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  const file = fileOf(request.url, rendererDir);
  const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)];
  if (file === null || contentType === undefined) return refusal(404);
  try {
    const bytes = await readFile(file);
    return new Response(new Uint8Array(bytes), {
      headers: { 'Content-Type': contentType, ...SECURITY_HEADERS },
    });
  } catch {
    return refusal(404);
  }
}

/**
 * @returns the file behind an address; null if the address is not ours or leads out of the folder. The folder test
 * is by relative path: a prefix test would also accept a sibling folder whose name begins alike.
 */
export function fileOf(url: string, rendererDir: string): string | null {
  const path = pathIn(url);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(rendererDir, `.${path}`);
  const inside = relative(rendererDir, file);
  const isOutside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? null : file;
}

function pathIn(url: string): string | null {
  try {
    const parsed = new URL(url);
    const isOurs = parsed.protocol === `${APP_SCHEME}:` && parsed.host === APP_HOST;
    const hasLogin = parsed.username !== '' || parsed.password !== '';
    return isOurs && !hasLogin ? decodeURIComponent(parsed.pathname) : null;
  } catch {
    return null;
  }
}

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

function refusal(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
