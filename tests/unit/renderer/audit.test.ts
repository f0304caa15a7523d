import { describe, expect, it } from 'vitest';
import { NO_AUDIT_FILTER, toAuditFilter } from '../../../src/renderer/audit/audit-filter.ts';
import { auditPagesReducer, NO_AUDIT_PAGES } from '../../../src/renderer/audit/audit-pages.ts';
import { prettyJson } from '../../../src/renderer/audit/pretty-json.ts';
import { fakeAuditEvents } from '../../support/fake-app-data.ts';

const ALL = fakeAuditEvents(Date.UTC(2026, 10, 23), 30);
const LIMIT = 10;

/** Rows numbered from `newest` downwards. */
function page(newest: number, count: number) {
  const events = ALL.filter(({ sequence }) => sequence <= newest && sequence > newest - count);
  return { events, total: ALL.length, limit: LIMIT };
}

function sequences(...steps: Parameters<typeof auditPagesReducer>[1][]) {
  const state = steps.reduce(auditPagesReducer, NO_AUDIT_PAGES);
  return { numbers: state.events.map(({ sequence }) => sequence), state };
}

describe('the pages of the audit list', () => {
  it('continues without gap or double', () => {
    const { numbers, state } = sequences(
      { type: 'newest_loaded', page: page(20, 10) },
      { type: 'older_loaded', page: page(10, 10) },
      { type: 'newest_loaded', page: page(23, 10) },
    );
    expect(numbers).toEqual(Array.from({ length: 23 }, (_, index) => 23 - index));
    expect(state.isComplete).toBe(false);
  });

  it('starts again when the newest page does not reach what is loaded', () => {
    const { numbers } = sequences(
      { type: 'newest_loaded', page: page(10, 10) },
      { type: 'newest_loaded', page: page(30, 10) },
    );
    expect(numbers[0]).toBe(30);
    expect(numbers).toHaveLength(10);
  });

  it('is complete after a page that is shorter than asked for', () => {
    const { state } = sequences(
      { type: 'newest_loaded', page: page(13, 10) },
      { type: 'older_loaded', page: page(3, 10) },
    );
    expect(state.isComplete).toBe(true);
  });
});

describe('the filter', () => {
  it('restricts nothing when it is empty', () => {
    expect(toAuditFilter(NO_AUDIT_FILTER)).toEqual({
      kinds: [],
      actors: [],
      accountId: null,
      clientName: null,
      text: '',
      fromMs: null,
      toMs: null,
    });
  });

  it('takes an area for all its events and a day to its last millisecond', () => {
    const filter = toAuditFilter({
      ...NO_AUDIT_FILTER,
      kind: 'client',
      fromDay: '2026-11-23',
      toDay: '2026-11-23',
    });
    expect(filter.kinds).toEqual([
      'client.connected',
      'client.disconnected',
      'client.refused',
      'client.configured',
      'client.entry_created',
      'client.entry_changed',
      'client.entry_removed',
      'client.confirmation_asked',
      'client.confirmation_answered',
    ]);
    expect(filter.fromMs).toBe(new Date(2026, 10, 23).getTime());
    expect(filter.toMs).toBe(new Date(2026, 10, 24).getTime() - 1);
  });
});

describe('the detail of a row', () => {
  it('is indented, unless that would change it', () => {
    expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(prettyJson('{"id":35428688236544001}')).toBe('{"id":35428688236544001}');
    expect(prettyJson('cut {"a":')).toBe('cut {"a":');
  });
});
