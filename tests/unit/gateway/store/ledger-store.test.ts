import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JOURNAL_ENTRIES_MAX, LedgerStore } from '../../../../src/gateway/store/ledger-store.ts';
import { newAccountForTest } from '../ledger/new-account.ts';

let homeDir = '';
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'ledger-store-'));
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

const journal = () => join(homeDir, 'ledger-journal.jsonl');
const snapshot = () => join(homeDir, 'ledger-snapshot.json');

function withAccount(): LedgerStore {
  const store = new LedgerStore({ homeDir });
  store.apply({ kind: 'account_opened', account: newAccountForTest('A') });
  store.flush();
  return store;
}

describe('ledger store', () => {
  test('what was flushed is there for a second reader although the first never closed', () => {
    const first = withAccount();
    first.apply({ kind: 'number_reserved', account: 'A' });
    first.flush();
    const second = new LedgerStore({ homeDir });
    expect(second.state.accounts['A']?.nextOrderNumber).toBe(2);
    expect(second.state.sequence).toBe(2);
    second.close();
    first.close();
    expect(statSync(journal()).mode & 0o777).toBe(0o600);
  });

  test('a last line cut off is dropped, and writing goes on behind it', () => {
    withAccount().close();
    appendFileSync(journal(), '{"sequence":2,"event":{"kind":"numb');
    const store = new LedgerStore({ homeDir });
    expect(store.state.accounts['A']?.nextOrderNumber).toBe(1);
    store.apply({ kind: 'number_reserved', account: 'A' });
    store.close();
    const again = new LedgerStore({ homeDir });
    expect(again.state.accounts['A']?.nextOrderNumber).toBe(2);
    again.close();
  });

  test('a damaged line in the middle stops the start with the place and no content', () => {
    withAccount().close();
    const text = readFileSync(journal(), 'utf8');
    writeFileSync(journal(), `garbage\n${text}`);
    expect(() => new LedgerStore({ homeDir })).toThrow(/ledger-journal\.jsonl:1 is damaged/);
  });

  test('a long journal becomes a snapshot; one that overlaps it is not applied twice', () => {
    const store = withAccount();
    const before = readFileSync(journal(), 'utf8');
    for (let count = 0; count < JOURNAL_ENTRIES_MAX; count += 1) {
      store.apply({ kind: 'number_reserved', account: 'A' });
    }
    store.close();
    expect(existsSync(snapshot())).toBe(true);
    expect(readFileSync(journal(), 'utf8')).toBe('');
    writeFileSync(journal(), `${before}{"sequence":2,"event":{"kind":"number_reserved","account":"A"}}\n`);
    const again = new LedgerStore({ homeDir });
    expect(again.state.accounts['A']?.nextOrderNumber).toBe(JOURNAL_ENTRIES_MAX + 1);
    again.close();
  });
});
