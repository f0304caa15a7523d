import { beforeEach, expect, it } from 'vitest';
import {
  ACCOUNT_REQUEST_LIFETIME_MS,
  AccountRequests,
} from '../../../../src/main/clients/account-requests.ts';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { fakeAccounts } from '../../../support/fake-account-data.ts';
import { FakeAudit } from '../../../support/fake-audit.ts';
import { ManualClock } from '../../../support/manual-clock.ts';

const [account] = fakeAccounts(0) as [Account];
let clock: ManualClock;
let audit: FakeAudit;
let done: string[];
let requests: AccountRequests;

beforeEach(() => {
  clock = new ManualClock();
  audit = new FakeAudit();
  done = [];
  const carryOut = (kind: string) => async (about: Account | null) =>
    void done.push(`${kind} ${about?.alias}`);
  requests = new AccountRequests({
    audit,
    clock,
    publish: () => {},
    carryOut: {
      add_account: carryOut('add'),
      remove_account: carryOut('remove'),
      set_default_trading_account: carryOut('default'),
    },
  });
});

const answer = (id: string, isAccepted: boolean) => requests.answer(id, isAccepted, () => account);

it('waits for the user, and is carried out once, by a yes', async () => {
  const { id } = await requests.ask('remove_account', account, 'Cursor');
  expect(done).toEqual([]);
  await answer(id, true);
  expect(done).toEqual([`remove ${account.alias}`]);
  await expect(answer(id, true)).rejects.toThrow(/does not wait/);
  expect(audit.entries.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['client.confirmation_asked', 'client'],
    ['client.confirmation_answered', 'user'],
  ]);
});

it('a no and the passing of time do nothing', async () => {
  await answer((await requests.ask('remove_account', account, 'Cursor')).id, false);
  const { id } = await requests.ask('add_account', null, 'Cursor');
  clock.advance(ACCOUNT_REQUEST_LIFETIME_MS);
  expect(requests.list()).toEqual([]);
  await expect(answer(id, true)).rejects.toThrow(/does not wait/);
  expect(done).toEqual([]);
});

it('the same question again is the same request, and a loop of questions is refused', async () => {
  const first = await requests.ask('add_account', null, 'Cursor');
  expect(await requests.ask('add_account', null, 'Cursor')).toBe(first);
  for (let number = 1; number < 10; number += 1) await requests.ask('add_account', null, `Client ${number}`);
  await expect(requests.ask('add_account', null, 'One more')).rejects.toMatchObject({ code: 'busy' });
});
