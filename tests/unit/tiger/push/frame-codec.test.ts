import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DescMessage, fromJson, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  FRAME_BYTES_MAX,
  FrameError,
  FrameReader,
} from '../../../../src/tiger/push/frame-codec.ts';
import { RequestSchema } from '../../../../src/tiger/push/generated/request_pb.ts';
import { ResponseSchema } from '../../../../src/tiger/push/generated/response_pb.ts';
import {
  SocketCommon_Command as Command,
  SocketCommon_DataType as DataType,
} from '../../../../src/tiger/push/generated/socket_common_pb.ts';

interface FrameVector {
  readonly direction: 'client->server' | 'server->client';
  readonly tag: string;
  readonly frame_hex: string;
  readonly message: JsonValue;
}

const vectors = (
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../vectors/tiger/push_frames_python.json'), 'utf8'),
  ) as { frames: readonly FrameVector[] }
).frames;

const frame = (...bytes: number[]) => Uint8Array.from(bytes);
const single = (bytes: Uint8Array) => {
  const messages = new FrameReader().read(bytes);
  expect(messages).toHaveLength(1);
  return messages[0] as Buffer;
};

describe('the frames of the official client', () => {
  it('are all there', () => {
    expect(vectors.length).toBeGreaterThan(30);
  });

  it.each(vectors)('$direction $tag is read and written byte for byte', (vector) => {
    const bytes = Buffer.from(vector.frame_hex, 'hex');
    const message = single(bytes);
    const isRequest = vector.direction === 'client->server';
    const schema: DescMessage = isRequest ? RequestSchema : ResponseSchema;
    const ours = isRequest ? decodeRequest(message) : decodeResponse(message);
    expect(toJson(schema, ours as never)).toEqual(toJson(schema, fromJson(schema, vector.message)));
    expect(Buffer.from(toBinary(schema, ours as never)).toString('hex')).toBe(message.toString('hex'));
    const again = isRequest ? encodeRequest(ours as never) : encodeResponse(ours as never);
    expect(Buffer.from(again).toString('hex')).toBe(vector.frame_hex);
  });
});

describe('ids', () => {
  it('of 64 bits keep every digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (id) => {
        const bytes = encodeResponse({
          command: Command.MESSAGE,
          body: { dataType: DataType.OrderStatus, body: { case: 'orderStatusData', value: { id } } },
        });
        const { body } = decodeResponse(single(bytes)).body ?? {};
        expect(body?.case === 'orderStatusData' && body.value.id).toBe(id);
      }),
    );
  });
});

describe('the reader', () => {
  it('finds the same messages however the stream is cut', () => {
    const message = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (texts, cuts) => {
          const stream = Buffer.concat(texts.map((msg) => encodeResponse({ command: Command.MESSAGE, msg })));
          const reader = new FrameReader();
          const found: (string | undefined)[] = [];
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1;
            for (const bytes of reader.read(stream.subarray(at, at + size)))
              found.push(decodeResponse(bytes).msg);
            at += size;
          }
          expect(found).toEqual(texts);
        },
      ),
    );
  });

  it('takes a frame of the largest size and refuses one byte more before it arrives', () => {
    const bytesMax = 300;
    const length = frame((bytesMax & 0x7f) | 0x80, bytesMax >> 7);
    expect(new FrameReader(bytesMax).read(Buffer.concat([length, Buffer.alloc(bytesMax)]))).toHaveLength(1);
    const tooLong = frame(((bytesMax + 1) & 0x7f) | 0x80, (bytesMax + 1) >> 7);
    expect(() => new FrameReader(bytesMax).read(tooLong)).toThrow(FrameError);
  });

  it.each([
    ['a length that does not end', frame(0x80, 0x80, 0x80, 0x80, 0x80)],
    ['a length of 4 GB', frame(0xff, 0xff, 0xff, 0xff, 0x0f)],
    ['a length beyond 32 bits', frame(0xff, 0xff, 0xff, 0xff, 0x7f)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => new FrameReader().read(bytes)).toThrow(FrameError);
  });

  it('survives any bytes: messages or a FrameError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const message of new FrameReader().read(bytes)) decodeResponse(message);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
    );
  });
});

describe('the writer', () => {
  it('refuses what the other side would refuse', () => {
    const msg = 'x'.repeat(FRAME_BYTES_MAX);
    expect(() => encodeResponse({ command: Command.MESSAGE, msg })).toThrow(FrameError);
  });
});
