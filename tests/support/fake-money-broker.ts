import type { Input, Output } from '../../src/shared/ipc/contract.ts';
import type { WorkerEffects, WorkerReads } from '../../src/shared/ipc/worker-calls.ts';
import type { FakeBroker, FakeReads } from './fake-broker.ts';

/** Moves of money at the fake broker. */
export class FakeMoney {
  readonly moved: Input<WorkerEffects, 'money.move'>[] = [];
  onMove: (brokerOrderId: string) => Promise<{ brokerOrderId: string }> = async (brokerOrderId) => ({
    brokerOrderId,
  });
  /** What its lists say of a move; by default it is settled. */
  moveFinding: Partial<Output<WorkerReads, 'money.find'>> = {};
  movable = '5000';
}

export function fakeMoneyAnswers(broker: FakeBroker): FakeReads {
  return {
    'segments.available': ({ segment, currency }) => ({
      available: [{ fromSegment: segment, currency, amount: broker.money.movable }],
      provenance: broker.provenance(),
    }),
    'rates.dollar': () => ({
      rates: [
        { currency: 'USD', usd: '1', timeMs: broker.clock.nowMs() },
        { currency: 'HKD', usd: '0.128', timeMs: broker.clock.nowMs() },
      ],
      provenance: broker.provenance(),
    }),
    'money.find': ({ brokerOrderId }) => ({
      finding: 'found',
      brokerOrderId: brokerOrderId ?? '771',
      state: 'settled',
      text: 'Settled',
      ...broker.money.moveFinding,
    }),
  };
}
