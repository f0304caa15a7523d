import { describe, expect, it } from 'vitest';
import { readDescription, suggestedAlias } from '../../../src/renderer/accounts/description-form.ts';
import { readGivenFiles } from '../../../src/renderer/accounts/given-files.ts';
import { editTextsOf, toEditInput } from '../../../src/renderer/approval-window/edit-order.ts';
import { rankedAccounts } from '../../../src/renderer/limits/account-order.tsx';
import { nextSortOrder, sortRows } from '../../../src/renderer/ui/sort-rows.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { PROPERTIES_TEXT_MAX } from '../../../src/shared/ipc/commands/account-commands.ts';
import { fakeAccounts } from '../../support/fake-account-data.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);

describe('describing an account', () => {
  const taken = ['demo', 'growth-live'];
  const form = { alias: 'growth', label: '', colour: null, tags: ' family, long term ,family,' };

  it('reads tags from commas, each once', () => {
    const { description, errors } = readDescription(form, taken);
    expect(description).toEqual({ ...form, tags: ['family', 'long term'] });
    expect(Object.values(errors)).toEqual([null, null, null]);
  });

  it.each([
    ['alias', { alias: 'Growth Live' }],
    ['alias', { alias: 'demo' }],
    ['label', { label: 'x'.repeat(61) }],
    ['tags', { tags: 'a,b,c,d,e,f,g' }],
    ['tags', { tags: '<script>' }],
    ['tags', { tags: 'x'.repeat(21) }],
  ] as const)('says what is wrong with %s', (field, patch) => {
    const { description, errors } = readDescription({ ...form, ...patch }, taken);
    expect(description).toBeNull();
    expect(errors[field]).not.toBeNull();
  });

  it('suggests a name that nobody has, and none where nothing is known', () => {
    expect(suggestedAlias('paper', '0021', taken)).toBe('paper-0021');
    expect(suggestedAlias('unknown', '8890', ['live-8890', 'live-8890-2'])).toBe('live-8890-3');
    expect(suggestedAlias(null, '??', taken)).toBe('');
  });
});

describe('the files that a person gives', () => {
  const file = (name: string, content: string, size = content.length) => ({
    name,
    size,
    text: async () => content,
  });
  const properties = file(
    'tiger_openapi_config.properties',
    '\uFEFFprivate_key_pk1=k\r\ntiger_id=1\r\naccount=2\r\ntoken=t',
  );
  const token = file('tiger_openapi_token.properties', '# renewed\ntoken=abc\n');

  it.each([[[properties, token]], [[token, properties]]])(
    'are told apart by what is in them, in any order',
    async (files) => {
      expect(await readGivenFiles(files)).toMatchObject({
        ok: true,
        files: { properties: { name: properties.name }, token: { name: token.name } },
      });
    },
  );

  it.each([
    ['empty', [file('a', ' \n')]],
    ['too large', [file('a', 'x', PROPERTIES_TEXT_MAX + 1)]],
    ['too large a token', [file('a', `token=${'x'.repeat(9_000)}`)]],
    ['too many', [properties, token, properties]],
    ['unreadable', [{ ...properties, text: () => Promise.reject(new Error('gone')) }]],
  ])('%s: says so', async (_what, files) => {
    const read = await readGivenFiles(files);
    expect(read.ok ? '' : read.error).toMatch(/file/);
  });
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
