import { describe, expect, it } from 'vitest';
import {
  approveObstacle,
  keptAcknowledgements,
} from '../../../src/renderer/approval-window/approve-obstacle.ts';
import { refreshDelayMs } from '../../../src/renderer/approval-window/refresh-plan.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);
const card = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);
const acknowledged: ReadonlySet<string> = new Set(card.acknowledgementsNeeded);
const marks = { acknowledged, isStillWanted: false, hasMoved: false, passphrase: '' };
const nothing: ReadonlySet<string> = new Set();

describe('what keeps Approve off', () => {
  it('is nothing on a fresh card whose warnings were read', () => {
    expect(card.acknowledgementsNeeded).toEqual(['duplicate_order']);
    expect(approveObstacle(card, marks, NOW_MS)).toBeNull();
  });

  it('is each warning that was not acknowledged', () => {
    expect(approveObstacle(card, { ...marks, acknowledged: nothing }, NOW_MS)).toEqual({
      kind: 'not_acknowledged',
      count: 1,
    });
  });

  it('is age: of the card after its stale limit, of the proposal at its end', () => {
    expect(approveObstacle(card, marks, card.staleAtMs)).toBeNull();
    expect(approveObstacle(card, marks, card.staleAtMs + 1)).toEqual({ kind: 'stale' });
    expect(approveObstacle(card, marks, card.expiresAtMs)).toEqual({ kind: 'expired' });
  });

  it('is a market that moved away from the sealed price, until the card shows it', () => {
    expect(approveObstacle(card, { ...marks, hasMoved: true }, NOW_MS)).toEqual({ kind: 'moved' });
  });

  it('is a client that has gone, until the user says that the order is still wanted', () => {
    const gone = { ...card, client: { ...card.client, isConnected: false } };
    expect(approveObstacle(gone, marks, NOW_MS)).toEqual({ kind: 'not_still_wanted' });
    expect(approveObstacle(gone, { ...marks, isStillWanted: true, passphrase: '' }, NOW_MS)).toBeNull();
  });

  it('is a FORBIDDEN control whatever was ticked', () => {
    const level = 'block' as const;
    const controls = card.controls.map((control) => ({ ...control, level }));
    const all: ReadonlySet<string> = new Set(controls.map(({ control }) => control));
    expect(
      approveObstacle(
        { ...card, controls },
        { acknowledged: all, isStillWanted: true, hasMoved: false, passphrase: '' },
        NOW_MS,
      ),
    ).toEqual({
      kind: 'forbidden',
      count: controls.length,
    });
  });
});

describe('acknowledgements over a refresh', () => {
  it('stay while the control judges the same, although its figures move', () => {
    const controls = card.controls.map((control) => ({ ...control, value: 'another figure' }));
    expect(keptAcknowledgements(card, { ...card, controls }, acknowledged)).toEqual(acknowledged);
  });

  it('are dropped when a warning became a danger', () => {
    const level = 'danger' as const;
    const controls = card.controls.map((control) => ({ ...control, level }));
    expect(keptAcknowledgements(card, { ...card, controls }, acknowledged).size).toBe(0);
  });
});

describe('when the card is read again', () => {
  it('is half-way to its stale limit, and at least a second after the last time', () => {
    expect(refreshDelayMs({ refreshedAtMs: 0, staleAtMs: 8_000 }, 1_000)).toBe(3_000);
    expect(refreshDelayMs({ refreshedAtMs: 0, staleAtMs: 500 }, 0)).toBe(1_000);
    expect(refreshDelayMs({ refreshedAtMs: 0, staleAtMs: 8_000 }, 60_000)).toBe(0);
  });
});
