import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAnswer,
  formatHello,
  parseAnswer,
  parseEndpoint,
  parseHello,
} from '../../../src/shared/bridge-hello.ts';

describe('bridge hello', () => {
  it('reads back every hello it writes, on one line', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.option(fc.record({ clientId: fc.string(), token: fc.string() }, { noNullPrototype: true })),
        (bridge, version, token, pairing) => {
          const hello = { bridge, version, token, pairing };
          const line = formatHello(hello);
          expect(line.indexOf('\n')).toBe(line.length - 1);
          expect(parseHello(line)).toEqual(hello);
        },
      ),
    );
  });

  it('reads back its answers', () => {
    expect(parseAnswer(formatAnswer({ ok: true, protocol: 1 }))).toEqual({ ok: true, protocol: 1 });
    const refusal = { ok: false, code: 'token', message: 'wrong' } as const;
    expect(parseAnswer(formatAnswer(refusal))).toEqual(refusal);
  });

  it('takes anything else as none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseHello(text)).toBeNull();
        expect(parseAnswer(text)).toBeNull();
        expect(parseEndpoint(text)).toBeNull();
      }),
    );
  });
});
