import { runCommand } from './run-command.mjs';

/**
 * Chromium's sandbox cannot run as root, nor for users without user namespaces (its setuid helper is not
 * installed in a checkout).
 * @returns {Promise<string | null>} why it must be switched off; null when it works
 */
async function reasonWithoutSandbox() {
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0) return 'running as root';
  const probe = runCommand('unshare', ['--user', '--map-root-user', 'true']);
  return probe.then(
    () => null,
    () => 'this system allows no user namespaces',
  );
}

/**
 * @param {(text: string) => void} say told when the sandbox is off
 * @returns {Promise<string[]>} switches that go before the app folder
 */
export async function sandboxSwitches(say) {
  const reason = await reasonWithoutSandbox();
  if (!reason) return [];
  say(`Chromium's sandbox is off (--no-sandbox): ${reason}.`);
  return ['--no-sandbox'];
}
