const PLAIN = /^[A-Za-z0-9_./:=\\-]+$/;

/** One word of a command line: POSIX shells take single quotes literally, Windows' command line knows double quotes. */
export function quotedForShell(word: string, platform: NodeJS.Platform): string {
  const isPlain = PLAIN.test(word) && (platform === 'win32' || !word.includes('\\'));
  if (isPlain) return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
