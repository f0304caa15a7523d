import type { RequestId } from './json-rpc.ts';
import { OversizedMessage } from './oversized-message.ts';

const NEWLINE = 0x0a;

export type Line =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'oversized'; readonly id: RequestId | null };

/** Cuts a stream of bytes into lines. A line beyond the limit is read past and not kept, and the next one counts again. */
export class LineReader {
  readonly #bytesMax: number;
  #unread: Buffer[] = [];
  #line: Buffer[] = [];
  #lineBytes = 0;
  #oversized: OversizedMessage | null = null;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  push(chunk: Buffer): void {
    this.#unread.push(chunk);
  }

  /** null: more bytes are needed. */
  next(): Line | null {
    for (let chunk = this.#unread.shift(); chunk !== undefined; chunk = this.#unread.shift()) {
      const end = chunk.indexOf(NEWLINE);
      this.#take(end < 0 ? chunk : chunk.subarray(0, end));
      if (end < 0) continue;
      if (end + 1 < chunk.length) this.#unread.unshift(chunk.subarray(end + 1));
      const line = this.#finish();
      if (line !== null) return line;
    }
    return null;
  }

  #take(bytes: Buffer): void {
    if (this.#oversized !== null) {
      this.#oversized.push(bytes);
      return;
    }
    this.#line.push(bytes);
    this.#lineBytes += bytes.length;
    if (this.#lineBytes <= this.#bytesMax) return;
    this.#oversized = new OversizedMessage();
    for (const kept of this.#line) this.#oversized.push(kept);
    this.#line = [];
  }

  /** null for an empty line, which some clients send between messages. */
  #finish(): Line | null {
    const oversized = this.#oversized;
    const text = Buffer.concat(this.#line).toString('utf8').trim();
    this.#oversized = null;
    this.#line = [];
    this.#lineBytes = 0;
    if (oversized !== null) return { kind: 'oversized', id: oversized.id };
    return text === '' ? null : { kind: 'line', text };
  }
}
