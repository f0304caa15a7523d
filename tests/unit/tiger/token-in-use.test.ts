import { expect, test } from 'vitest';
import { getQuotePermission } from '../../../src/tiger/methods/permission-methods.ts';
import { userTokenRefresh } from '../../../src/tiger/methods/user-methods.ts';
import { readTigerToken } from '../../../src/tiger/tiger-token.ts';
import { TokenRefresh } from '../../../src/tiger/token-refresh.ts';
import { failureOf, freshClient, IN_TIME } from './client-fixture.ts';
import { answerCode, answerData } from './loopback-gateway.ts';

const OLD = Buffer.from('1795000000000,1797592000000old').toString('base64');
const NEW = Buffer.from('1795426200000,1798018200000new').toString('base64');
const fixture = freshClient();

test('a renewed token is in the header of every later call, and is kept out of errors', async () => {
  const client = fixture().open({ license: 'TBHK', token: OLD });
  const { gateway, clock } = fixture();
  const refresh = new TokenRefresh({
    clock,
    license: 'TBHK',
    token: readTigerToken(`token=${OLD}\n`),
    requestToken: async (signal) => (await client.write(userTokenRefresh, {}, { ...IN_TIME, signal })).data,
    onRefreshed: ({ secret }) => client.takeToken(secret),
  });
  gateway.behave(answerData({ token: NEW, license: 'TBHK' }), answerData([]));
  expect(await refresh.refreshNow()).toMatchObject({ state: 'valid', expiresMs: 1798018200000 });
  await client.read(getQuotePermission, {}, IN_TIME);
  expect(gateway.received.map((request) => request.headers.authorization)).toEqual([OLD, NEW]);
  expect(gateway.received.map((request) => request.body.biz_content)).toEqual([undefined, undefined]);

  gateway.behave(answerCode(2400, `user token invalid ${NEW}`));
  const error = await failureOf(client.read(getQuotePermission, {}, IN_TIME));
  expect(error).toMatchObject({ kind: 'token', message: expect.not.stringContaining(NEW) });
  refresh.close();
});

test('the call that renews is sent once, whatever happens', async () => {
  const client = fixture().open({ license: 'TBHK', token: OLD });
  fixture().gateway.behave((_request, response) => response.socket?.destroy());
  const error = await failureOf(client.write(userTokenRefresh, {}, IN_TIME));
  expect(error).toMatchObject({ kind: 'network', outcomeUnknown: true });
  expect(fixture().gateway.received).toHaveLength(1);
});
