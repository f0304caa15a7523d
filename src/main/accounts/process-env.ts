/**
 * What a process of ours is given of our environment: where it is, its language and its way through a proxy. Not on
 * the list, on purpose: NODE_*, ELECTRON_*, LD_* and DYLD_*, which could change what code runs in it.
 */
const ALLOWED: readonly string[] = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'LANG',
  'LC_ALL',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

export function processEnv(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of ALLOWED) {
    const value = own[name];
    if (value !== undefined) given[name] = value;
  }
  return given;
}
