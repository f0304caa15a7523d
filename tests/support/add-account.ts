import type { Page } from '@playwright/test';

/** As many tests of credentials as the app runs beside each other. */
export const TESTS_AT_ONCE = 4;
const ENDED_WITHIN_MS = 120_000;

/**
 * Adds an account as the window does: the credentials are tested, then kept. Credentials whose test fails beyond their
 * form are kept too, as by a person who wants them all the same.
 * @returns the account. @throws Error with the app's words
 */
export async function addAccount(page: Page, alias: string, properties: string): Promise<unknown> {
  const input = JSON.stringify({ accountId: null, properties, tokenFile: null });
  const description = JSON.stringify({ alias, label: '', colour: null, tags: [] });
  return page.evaluate(`(async () => {
    const ask = async (name, input) => {
      const reply = await window.app.invoke(name, input);
      if (!reply.ok) throw new Error(name + ': ' + reply.error.message);
      return reply.value;
    };
    const { id: testId } = await ask('connections.test', ${input});
    const endMs = Date.now() + ${ENDED_WITHIN_MS};
    while ((await ask('connections.get', { testId })).state === 'running') {
      if (Date.now() > endMs) throw new Error('the test did not end');
      await new Promise((done) => setTimeout(done, 20));
    }
    return ask('connections.add', { testId, ...${description} });
  })()`);
}
