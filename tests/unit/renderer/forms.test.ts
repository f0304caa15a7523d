import { describe, expect, it } from 'vitest';
import { addAccountErrors } from '../../../src/renderer/accounts/add-account-form.ts';
import { editTextsOf, toEditInput } from '../../../src/renderer/approval-window/edit-order.ts';
import { rankedAccounts } from '../../../src/renderer/limits/account-order.tsx';
import { nextSortOrder, sortRows } from '../../../src/renderer/ui/sort-rows.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { PROPERTIES_TEXT_MAX } from '../../../src/shared/ipc/commands/account-commands.ts';
import { fakeAccounts } from '../../support/fake-account-data.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);

describe('adding an account', () => {
  const accounts = fakeAccounts(NOW_MS);
  const form = { alias: 'growth', label: '', properties: 'tiger_id=1' };

  it('has nothing to say about a good form', () => {
    expect(Object.values(addAccountErrors(form, accounts))).toEqual([null, null, null]);
  });

  it.each([
    ['alias', { alias: 'Growth Live' }],
    ['alias', { alias: 'demo' }],
    ['label', { label: 'x'.repeat(61) }],
    ['properties', { properties: null }],
    ['properties', { properties: '  \n' }],
    ['properties', { properties: 'x'.repeat(PROPERTIES_TEXT_MAX + 1) }],
  ] as const)('says what is wrong with %s', (field, patch) => {
    expect(addAccountErrors({ ...form, ...patch }, accounts)[field]).not.toBeNull();
  });
});

it('an account that waits for its credentials gets new ones under its name', () => {
  const accounts = fakeAccounts(NOW_MS);
  const form = { alias: 'growth-live', label: '', properties: 'tiger_id=1' };
  expect(addAccountErrors(form, accounts).alias).toBeNull();
  const ready = accounts.map((account) => ({ ...account, state: 'ready' as const }));
  expect(addAccountErrors(form, ready).alias).not.toBeNull();
});

it('accounts that the user ranked come first, the others in their own order', () => {
  const accounts = fakeAccounts(NOW_MS);
  const [demo, live] = accounts;
  expect(rankedAccounts(accounts, [live!.id]).map(({ id }) => id)).toEqual([live!.id, demo!.id]);
  expect(rankedAccounts(accounts, [])).toEqual(accounts);
});

describe('editing an order', () => {
  const card = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);
  const texts = editTextsOf(card.order);

  it('knows when nothing is changed', () => {
    expect(toEditInput(card, texts)).toMatchObject({ ok: true, isUnchanged: true });
    expect(toEditInput(card, { ...texts, quantity: '1,000' })).toMatchObject({
      ok: true,
      isUnchanged: false,
      input: { quantity: '1000', seal: card.seal },
    });
  });

  it('leaves out the prices that the chosen type does not have', () => {
    const market = toEditInput(card, { ...texts, orderType: 'MKT', stopPrice: 'rubbish' });
    expect(market).toMatchObject({ ok: true, input: { limitPrice: null, stopPrice: null } });
  });

  it('names what is no number', () => {
    const result = toEditInput(card, { ...texts, orderType: 'STP_LMT', quantity: '0', stopPrice: '' });
    expect(result.ok ? [] : [...result.invalid].sort()).toEqual(['quantity', 'stopPrice']);
  });
});

describe('sorting', () => {
  const rows = [{ pnl: decimal(9) }, { pnl: null }, { pnl: decimal(10) }, { pnl: decimal(-3) }];
  const values = (direction: 'ascending' | 'descending') =>
    sortRows(rows, { column: 'pnl', direction }, (row) => ({ kind: 'figure', value: row.pnl })).map(
      (row) => row.pnl,
    );

  it('compares figures as figures and puts what is not known last', () => {
    expect(values('ascending')).toEqual(['-3', '9', '10', null]);
    expect(values('descending')).toEqual(['10', '9', '-3', null]);
  });

  it('turns round on the same column', () => {
    const first = nextSortOrder({ column: 'symbol', direction: 'ascending' }, 'pnl', 'figure');
    expect(first).toEqual({ column: 'pnl', direction: 'descending' });
    expect(nextSortOrder(first, 'pnl', 'figure').direction).toBe('ascending');
  });
});
