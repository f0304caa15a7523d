import { describe, expect, it } from 'vitest';
import { testLink } from '../../../../src/main/clients/link-test.ts';
import { linkTestSchema } from '../../../../src/shared/domain/client-installation.ts';

const run = async (script: string, timeoutMs = 5000) =>
  linkTestSchema.parse(
    await testLink({ entry: { command: process.execPath, args: ['-e', script] }, timeoutMs }),
  );

const server = (answers: string) => `
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method } = JSON.parse(line);
    const answer = (${answers})[method];
    if (answer) process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, ...answer }) + '\\n');
  });`;

describe('the test of the link', () => {
  it('counts the tools that a client would see, whatever is said in between', async () => {
    const answers = `{ initialize: { result: {} }, 'tools/list': { result: { tools: [{}, {}] } } }`;
    const noise = `process.stdout.write('{"jsonrpc":"2.0","method":"notifications/message"}\\nnot json\\n');`;
    expect(await run(noise + server(answers))).toMatchObject({ isOk: true, toolsCount: 2 });
  });

  it.each([
    [
      'the launcher’s own words',
      'console.error("tiger-mcp: the app is not built yet"); process.exit(1)',
      /not built/,
    ],
    ['an early end', 'process.exit(3)', /code 3/],
    [
      'a refusal',
      server(`{ initialize: { error: { code: -1, message: 'too many' } } }`),
      /refused: too many/,
    ],
    [
      'a wrong answer',
      server(`{ initialize: { result: {} }, 'tools/list': { result: {} } }`),
      /not with a list/,
    ],
  ])('says %s', async (_name, script, text) => {
    const result = await run(script);
    expect(result).toMatchObject({ isOk: false, toolsCount: null });
    expect(result.text).toMatch(text);
  });

  it('gives a silent launcher up', async () => {
    expect(await run('setInterval(() => {}, 1000)', 200)).toMatchObject({ isOk: false });
  });

  it('says that there is no launcher', async () => {
    const entry = { command: '/nowhere/tiger-mcp', args: [] };
    expect((await testLink({ entry, timeoutMs: 5000 })).text).toMatch(/cannot be started/);
  });
});
