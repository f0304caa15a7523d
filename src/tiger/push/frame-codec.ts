import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type Request, RequestSchema } from './generated/request_pb.ts';
import { type Response, ResponseSchema } from './generated/response_pb.ts';

/**
 * One message of either direction: varint32 length, then protobuf (wire contract 8.1). The largest known message, a
 * book of 40 levels with exchanges, is about 4 kB, and a ranking about 20 kB; what is larger is no frame of Tiger.
 */
export const FRAME_BYTES_MAX = 1024 * 1024;
/** 7 bits per byte, so 32 bits need five. */
const LENGTH_BYTES_MAX = 5;
const CONTINUES = 0x80;
const SEVEN_BITS = 0x7f;

/** The bytes are no frames: after this, no boundary in the stream can be trusted and the connection must end. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** @throws FrameError if the message is larger than the other side would take */
export function encodeRequest(request: MessageInitShape<typeof RequestSchema>): Uint8Array {
  return withLength(toBinary(RequestSchema, create(RequestSchema, request)));
}

/** @throws FrameError if the message is larger than the other side would take */
export function encodeResponse(response: MessageInitShape<typeof ResponseSchema>): Uint8Array {
  return withLength(toBinary(ResponseSchema, create(ResponseSchema, response)));
}

/** @throws FrameError */
export function decodeRequest(message: Uint8Array): Request {
  return decoded(() => fromBinary(RequestSchema, message));
}

/** @throws FrameError */
export function decodeResponse(message: Uint8Array): Response {
  return decoded(() => fromBinary(ResponseSchema, message));
}

/** The decoder's errors quote what they read, so their text is dropped. */
function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch {
    throw new FrameError('a push message is no protobuf of this protocol');
  }
}

function withLength(message: Uint8Array): Uint8Array {
  if (message.length > FRAME_BYTES_MAX) throw new FrameError('a push message is too large to send');
  const length: number[] = [];
  let rest = message.length;
  while (rest > SEVEN_BITS) {
    length.push((rest & SEVEN_BITS) | CONTINUES);
    rest >>>= 7;
  }
  length.push(rest);
  return Buffer.concat([Uint8Array.from(length), message]);
}

/** Cuts a byte stream into messages. It holds at most one frame beyond the chunk just given. */
export class FrameReader {
  readonly #bytesMax: number;
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes without which nothing new can be said, so that many small chunks are joined once. */
  #needed = 1;

  constructor(bytesMax: number = FRAME_BYTES_MAX) {
    this.#bytesMax = bytesMax;
  }

  /** @returns the messages that this chunk completed; @throws FrameError if a length is wrong or too large */
  read(chunk: Uint8Array): Buffer[] {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.#held += chunk.byteLength;
    if (this.#held < this.#needed) return [];
    const bytes = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const messages: Buffer[] = [];
    let at = 0;
    this.#needed = 1;
    for (;;) {
      const header = readLength(bytes, at);
      if (header === null) break;
      if (header.length > this.#bytesMax) throw new FrameError('a push message is too large to be real');
      const end = header.start + header.length;
      if (end > bytes.length) {
        this.#needed = end - at;
        break;
      }
      messages.push(bytes.subarray(header.start, end));
      at = end;
    }
    this.#chunks = at === bytes.length ? [] : [bytes.subarray(at)];
    this.#held = bytes.length - at;
    if (this.#needed <= this.#held) this.#needed = this.#held + 1;
    return messages;
  }
}

/** null while the length itself is incomplete */
function readLength(bytes: Buffer, at: number): { readonly length: number; readonly start: number } | null {
  let length = 0;
  for (let index = 0; index < LENGTH_BYTES_MAX; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    length += (byte & SEVEN_BITS) * 2 ** (7 * index);
    if ((byte & CONTINUES) === 0) return { length, start: at + index + 1 };
  }
  throw new FrameError('the length of a push message does not end');
}
