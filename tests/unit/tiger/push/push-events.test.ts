import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeResponse, FrameReader } from '../../../../src/tiger/push/frame-codec.ts';
import { PushDataSchema } from '../../../../src/tiger/push/generated/response_pb.ts';
import { eventsOf } from '../../../../src/tiger/push/mapping/events-of.ts';
import type { PushEvent } from '../../../../src/tiger/push/push-event.ts';
import { fromDouble, fromFloat, fromScaled } from '../../../../src/tiger/push/wire-value.ts';

const { frames } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../vectors/tiger/push_frames_python.json'), 'utf8'),
) as { frames: { tag: string; frame_hex: string }[] };

function eventOf(tag: string): PushEvent | undefined {
  const hex = frames.find((frame) => frame.tag === tag)?.frame_hex ?? '';
  const [message] = new FrameReader().read(Buffer.from(hex, 'hex'));
  const { body } = decodeResponse(message ?? Buffer.alloc(0));
  return body === undefined ? undefined : eventsOf(body)[0];
}

describe('the messages of the official client', () => {
  it('quote', () => {
    expect(eventOf('Quote ALL')).toMatchObject({
      kind: 'quote',
      symbol: 'AAPL',
      part: 'all',
      lastPrice: '201.25',
      bidPrice: '201.24',
      askPrice: '201.26',
      askSize: '300',
      volume: '12345',
      openInterest: null,
      averagePrice: null,
      asOfMs: 1_795_444_200_000,
    });
  });

  it('packed trades', () => {
    expect(eventOf('TradeTick compressed')).toEqual({
      kind: 'trades',
      symbol: 'AAPL',
      asOfMs: 1_795_444_200_020,
      trades: [
        {
          sequence: 100n,
          price: '201.25',
          size: '100',
          timeMs: 1_795_444_200_000,
          direction: '+',
          condition: null,
          exchangeCode: 't',
        },
        {
          sequence: 101n,
          price: '201.24',
          size: '50',
          timeMs: 1_795_444_200_015,
          direction: '-',
          condition: null,
          exchangeCode: 'k',
        },
        {
          sequence: 102n,
          price: '201.26',
          size: '7',
          timeMs: 1_795_444_200_015,
          direction: '*',
          condition: null,
          exchangeCode: 't',
        },
      ],
    });
  });

  it('full trades', () => {
    expect(eventOf('TradeTick full (tickData)')).toMatchObject({
      trades: [{ sequence: 5n, price: '201.25', size: '100', direction: '+' }],
    });
  });

  it('depth', () => {
    expect(eventOf('QuoteDepth')).toMatchObject({
      asks: [
        { price: '401.2', size: '2000', orderCount: 3 },
        { price: '401.4', size: '1500', orderCount: 2 },
      ],
      bids: [{ price: '401', size: '800', orderCount: 1 }],
    });
  });

  it('order', () => {
    expect(eventOf('OrderStatus')).toMatchObject({
      brokerOrderId: '40139406481165313',
      account: '20200821144442583',
      status: 'Submitted',
      quantity: '100',
      filledQuantity: '0',
      averageFillPrice: null,
      limitPrice: '200',
      stopPrice: null,
      errorText: null,
    });
  });

  it('fill', () => {
    expect(eventOf('OrderTransaction')).toMatchObject({
      fillId: '40139406481165999',
      brokerOrderId: '40139406481165313',
      price: '200',
      quantity: '100',
      timeMs: 1_795_444_200_000,
    });
  });

  it('position with parts of a share', () => {
    expect(eventOf('Position fractional')).toMatchObject({ quantity: '1.11', marketValue: '223.39' });
  });

  it('assets', () => {
    expect(eventOf('Asset')).toMatchObject({ netLiquidation: '5000.25', buyingPower: '4000', segment: 'S' });
  });

  it('bar', () => {
    expect(eventOf('Kline')).toMatchObject({ openPrice: '200.5', closePrice: '201.25', volume: '900' });
  });
});

describe('other messages', () => {
  it('merged trades of futures become their parts', () => {
    const data = create(PushDataSchema, {
      body: {
        case: 'tradeTickData',
        value: {
          symbol: 'ES2612',
          sn: 7n,
          priceBase: 600_000n,
          priceOffset: 2,
          time: [1_795_444_200_000n],
          price: [25n],
          mergedVols: [{ mergeTimes: 2, vol: [3n, 4n] }],
        },
      },
    });
    expect(eventsOf(data)).toMatchObject([
      {
        trades: [
          { sequence: 70n, price: '6000.25', size: '3' },
          { sequence: 71n, price: '6000.25', size: '4' },
        ],
      },
    ]);
  });

  it.each([-1, 13])('a packing that makes no sense (offset %i) is no event', (priceOffset) => {
    const value = { priceOffset, time: [1n], price: [1n] };
    expect(eventsOf(create(PushDataSchema, { body: { case: 'tradeTickData', value } }))).toEqual([]);
  });

  it('rankings', () => {
    const topData = [
      { targetName: 'changeRate', item: [{ symbol: 'AAPL', latestPrice: 201.5, targetValue: 0.02 }] },
    ];
    expect(
      eventsOf(create(PushDataSchema, { body: { case: 'stockTopData', value: { market: 'US', topData } } })),
    ).toMatchObject([{ of: 'stocks', indicator: 'changeRate', rows: [{ name: 'AAPL', value: '0.02' }] }]);
    const options = [
      {
        targetName: 'openInt',
        item: [{ symbol: 'AAPL', expiry: '20261218', strike: '200.0', right: 'CALL', totalOpenInt: 9 }],
      },
    ];
    expect(
      eventsOf(
        create(PushDataSchema, {
          body: { case: 'optionTopData', value: { market: 'US', topData: options } },
        }),
      ),
    ).toMatchObject([{ of: 'options', rows: [{ name: 'AAPL 20261218 200.0 CALL', value: '9' }] }]);
  });

  it('a message without a body is no event', () => {
    expect(eventsOf(create(PushDataSchema, {}))).toEqual([]);
  });
});

describe('numbers', () => {
  it('of 64 bits come out as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (cents) => {
        expect(Number(fromDouble(cents / 100))).toBe(cents / 100);
        expect(fromDouble(cents / 100)?.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('of 32 bits come out as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (cents) => {
        expect(fromFloat(Math.fround(cents / 100))).toBe(fromDouble(cents / 100));
      }),
    );
  });

  it('that are none are absent', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, 1e300, undefined].map(fromDouble)).toEqual(
      Array(4).fill(null),
    );
    expect([Number.NaN, 1e300, undefined].map(fromFloat)).toEqual(Array(3).fill(null));
    expect(fromScaled(1n, 1_000_000)).toBeNull();
  });
});
