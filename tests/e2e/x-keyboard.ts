import { createClient, type XDisplay, type XTest } from 'x11';
import keysyms from 'x11/lib/keysyms.js';

const AT_ONCE = 0;
/** The window of a faked key event: none, so the server takes it like one of a real keyboard. */
const NO_WINDOW = 0;

/** A second keyboard of the X server: what it presses, the desktop takes for a person's keys, whatever window is in front. */
export class XKeyboard {
  readonly #display: XDisplay;
  readonly #test: XTest;
  readonly #codes: ReadonlyMap<number, number>;

  private constructor(display: XDisplay, test: XTest, codes: ReadonlyMap<number, number>) {
    this.#display = display;
    this.#test = test;
    this.#codes = codes;
  }

  /** @throws where the display has no XTEST extension */
  static async open(displayName = process.env['DISPLAY'] ?? ''): Promise<XKeyboard> {
    const display = await answered<XDisplay>((done) => createClient({ display: displayName }, done));
    const test = await answered<XTest>((done) => display.client.require('xtest', done));
    const { min_keycode: first, max_keycode: last } = display;
    const rows = await answered<number[][]>((done) =>
      display.client.GetKeyboardMapping(first, last - first + 1, done),
    );
    const codes = rows.flatMap((row, index) => row.map((keysym) => [keysym, first + index] as const));
    // The first key that has a symbol is the one that needs the fewest others.
    return new XKeyboard(display, test, new Map(codes.reverse()));
  }

  /** All down in this order, then up in the other. @param names as X has them: Control_L, s */
  async press(names: readonly string[]): Promise<void> {
    const codes = names.map((name) => this.#codeOf(name));
    for (const code of codes) this.#fake(this.#test.KeyPress, code);
    for (const code of codes.toReversed()) this.#fake(this.#test.KeyRelease, code);
    // An answer to a later request: the server has taken all before it.
    await answered<unknown>((done) => this.#display.client.GetInputFocus(done));
  }

  close(): void {
    this.#display.client.terminate();
  }

  #fake(kind: number, code: number): void {
    this.#test.FakeInput(kind, code, AT_ONCE, NO_WINDOW, 0, 0);
  }

  #codeOf(name: string): number {
    const code = this.#codes.get(keysyms[`XK_${name}`]?.code ?? 0);
    if (code === undefined) throw new Error(`the keyboard has no key ${name}`);
    return code;
  }
}

function answered<T>(ask: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, value) => {
      if (error === null || error === undefined) resolve(value);
      else reject(error);
    });
  });
}
