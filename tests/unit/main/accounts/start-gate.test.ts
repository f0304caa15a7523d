import { describe, expect, it } from 'vitest';
import { Deferred } from '../../../../src/main/accounts/deferred.ts';
import { StartGate } from '../../../../src/main/accounts/start-gate.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function visitor(gate: StartGate) {
  const stay = new Deferred<void>();
  const leaving = new AbortController();
  const visit = { isInside: false, stay, leaving, over: Promise.resolve() };
  visit.over = gate.run(async () => {
    visit.isInside = true;
    await stay.promise;
  }, leaving.signal);
  visit.over.catch(() => {});
  return visit;
}

describe('the gate of starting processes', () => {
  it('lets a few in at a time, in order, and the next when one leaves', async () => {
    const gate = new StartGate(2);
    const visits = [visitor(gate), visitor(gate), visitor(gate), visitor(gate)];
    await turn();
    expect(visits.map(({ isInside }) => isInside)).toEqual([true, true, false, false]);
    visits[1]!.stay.resolve();
    await turn();
    expect(visits.map(({ isInside }) => isInside)).toEqual([true, true, true, false]);
  });

  it('lets the next in when one fails, and forgets one that gives up', async () => {
    const gate = new StartGate(1);
    const [first, second, third] = [visitor(gate), visitor(gate), visitor(gate)];
    await turn();
    second.leaving.abort(new Error('stopped'));
    await expect(second.over).rejects.toThrow('stopped');
    first.stay.reject(new Error('no start'));
    await expect(first.over).rejects.toThrow('no start');
    await turn();
    expect([second.isInside, third.isInside]).toEqual([false, true]);
  });

  it('does not begin for somebody who has gone already', async () => {
    const gate = new StartGate(1);
    const work = () => Promise.reject(new Error('it ran'));
    await expect(gate.run(work, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
