/** What the tests use of x11, which has no types of its own. */
declare module 'x11' {
  type Done<T> = (error: Error | null, value: T) => void;

  export interface XTest {
    readonly KeyPress: number;
    readonly KeyRelease: number;
    FakeInput(kind: number, keycode: number, timeMs: number, window: number, x: number, y: number): void;
  }
  export interface XDisplay {
    readonly min_keycode: number;
    readonly max_keycode: number;
    readonly client: {
      require(extension: 'xtest', done: Done<XTest>): void;
      /** One row of keysyms for each key code. */
      GetKeyboardMapping(first: number, count: number, done: Done<number[][]>): void;
      GetInputFocus(done: Done<unknown>): void;
      terminate(): void;
    };
  }
  export function createClient(options: { readonly display: string }, done: Done<XDisplay>): void;
}

declare module 'x11/lib/keysyms.js' {
  const keysyms: Readonly<Record<string, { readonly code: number } | undefined>>;
  export = keysyms;
}
