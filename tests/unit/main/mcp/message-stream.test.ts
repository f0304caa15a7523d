import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientIdentity } from '../../../../src/main/mcp/client-identity.ts';
import { parseMessage } from '../../../../src/main/mcp/json-rpc.ts';
import { type Line, LineReader } from '../../../../src/main/mcp/line-reader.ts';

function linesOf(chunks: readonly Buffer[], bytesMax: number): Line[] {
  const reader = new LineReader(bytesMax);
  const lines: Line[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let line = reader.next(); line !== null; line = reader.next()) lines.push(line);
  }
  return lines;
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

describe('lines', () => {
  it('are the same however the bytes arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text))),
        fc.integer({ min: 1, max: 9 }),
        (texts, size) => {
          const bytes = Buffer.from(texts.map((text) => `${text}\r\n\n`).join(''));
          expect(linesOf(cut(bytes, size), 10_000)).toEqual(texts.map((text) => ({ kind: 'line', text })));
        },
      ),
    );
  });

  it.each([
    ['{"jsonrpc":"2.0","id":7,"method":"m","params":{"text":"LONG"}}', 7],
    [
      '{"method":"m","params":{"id":3,"text":"LONG","more":[{"id":4}]},"jsonrpc":"2.0","id":"seven"}',
      'seven',
    ],
    ['{"params":{"text":"a \\" , \\"id\\": 9, LONG"},"id" : 12 }', 12],
    ['{"params":["LONG"],"method":"m"}', null],
    ['LONG no json at all, "id": 5', null],
    ['{"id":"LONG"}', null],
    ['{"id":1.5,"text":"LONG"}', null],
  ])('that are too long give their id and are passed by: %s', (text, id) => {
    const long = text.replace('LONG', 'x'.repeat(2000));
    for (const size of [1, 7, 100_000]) {
      const chunks = cut(Buffer.from(`${long}\n{"next":1}\n`), size);
      expect(linesOf(chunks, 1000)).toEqual([
        { kind: 'oversized', id },
        { kind: 'line', text: '{"next":1}' },
      ]);
    }
  });
});

describe('messages', () => {
  it.each([
    ['not json', null, -32700],
    ['{"jsonrpc":"2.0","id":1,"method":"ping"', null, -32700],
    ['[]', null, -32600],
    ['[{"jsonrpc":"2.0","id":1,"method":"ping"}]', null, -32600],
    ['null', null, -32600],
    ['"text"', null, -32600],
    ['{"id":1,"method":"ping"}', 1, -32600],
    ['{"jsonrpc":"1.0","id":"a","method":"ping"}', 'a', -32600],
    ['{"jsonrpc":"2.0","id":{},"method":"ping"}', null, -32600],
    ['{"jsonrpc":"2.0","id":1}', 1, -32600],
    ['{"jsonrpc":"2.0","id":1,"method":7}', 1, -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}', 1, -32600],
  ])('that are none are answered: %s', (text, id, code) => {
    expect(parseMessage(text)).toMatchObject({ ok: false, error: { id, error: { code } } });
  });

  it.each([
    '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    '{"jsonrpc":"2.0","method":"notifications/initialized","params":{}}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
  ])('that are some are taken: %s', (text) => {
    expect(parseMessage(text)).toEqual({ ok: true, message: JSON.parse(text) });
  });
});

describe('who a client says it is', () => {
  it('is read from initialize and from the envelope', () => {
    const clientInfo = { name: 'Claude', version: '1.2' };
    expect(
      clientIdentity({
        jsonrpc: '2.0',
        method: 'initialize',
        params: { protocolVersion: '2025-11-25', clientInfo },
      }),
    ).toEqual({
      name: 'Claude',
      version: '1.2',
      protocolVersion: '2025-11-25',
    });
    const _meta = {
      'io.modelcontextprotocol/clientInfo': clientInfo,
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    };
    expect(clientIdentity({ jsonrpc: '2.0', method: 'server/discover', params: { _meta } })).toMatchObject({
      name: 'Claude',
      protocolVersion: '2026-07-28',
    });
  });

  it.each([
    [undefined],
    [{}],
    [{ clientInfo: 'x' }],
    [{ clientInfo: { name: 7 } }],
    [{ clientInfo: { name: '\u202e\u0000' } }],
  ])('may be nothing: %j', (params) => {
    const message = {
      jsonrpc: '2.0' as const,
      method: 'initialize',
      ...(params === undefined ? {} : { params }),
    };
    expect(clientIdentity(message).name).toBe('Unnamed client');
  });

  it('is short and has no hidden characters', () => {
    const params = { clientInfo: { name: `Good\u202e\n${'x'.repeat(5000)}` } };
    const { name } = clientIdentity({ jsonrpc: '2.0', method: 'initialize', params });
    expect(name).toMatch(/^Good x{75}$/);
  });
});
