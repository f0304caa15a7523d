import type { RequestId } from './json-rpc.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);
/** An id that is longer than this is not worth answering. */
const MEMBER_BYTES_MAX = 200;

/**
 * Finds the request id of a message that is too large to keep, so that its sender gets an answer instead of waiting
 * for its time limit. It looks at each byte once and holds no more than one short member of the outermost object.
 */
export class OversizedMessage {
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #member: number[] = [];
  #id: RequestId | null = null;

  push(chunk: Uint8Array): void {
    for (const byte of chunk) this.#see(byte);
  }

  /** null: it had none, or none that could be found. */
  get id(): RequestId | null {
    return this.#id;
  }

  #see(byte: number): void {
    if (this.#isInText) this.#seeText(byte);
    else if (byte === QUOTE) this.#isInText = true;
    else if (OPENING.has(byte)) this.#depth += 1;
    else if (CLOSING.has(byte)) this.#depth -= 1;
    const isEnd =
      !this.#isInText && (byte === COMMA ? this.#depth === 1 : CLOSING.has(byte) && this.#depth === 0);
    if (isEnd) this.#finishMember();
    else if (this.#depth === 1 && this.#member.length <= MEMBER_BYTES_MAX) this.#member.push(byte);
  }

  #seeText(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isInText = false;
  }

  #finishMember(): void {
    const match = /^[{\s]*"id"\s*:([\s\S]*)$/.exec(Buffer.from(this.#member).toString('utf8'));
    this.#member = [];
    if (match?.[1] === undefined) return;
    try {
      const value: unknown = JSON.parse(match[1]);
      if (typeof value === 'string' || Number.isSafeInteger(value)) this.#id = value as RequestId;
    } catch {
      // A cut or broken id is none.
    }
  }
}
