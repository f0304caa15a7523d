// What a browser wants to be told before a page of a listed origin may read an answer.

const METHODS = 'GET, POST, DELETE';
const SENT =
  'authorization, content-type, accept, mcp-session-id, mcp-protocol-version, mcp-method, mcp-name, last-event-id';
const READABLE = 'mcp-session-id, www-authenticate, retry-after';
/** A browser asks again after ten minutes, so that an origin that is no longer listed is noticed. */
const PREFLIGHT_SECONDS = '600';

export function preflightAnswer(origin: string): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': SENT,
      'access-control-max-age': PREFLIGHT_SECONDS,
      vary: 'origin',
    },
  });
}

export function withOrigin(response: Response, origin: string): Response {
  const headers = new Headers(response.headers);
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', READABLE);
  headers.append('vary', 'origin');
  return new Response(response.body, { status: response.status, headers });
}
