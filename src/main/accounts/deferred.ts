/** A promise that is settled from outside. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  #settle: { resolve: (value: T) => void; reject: (error: Error) => void } | null = null;
  #isSettled = false;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Nobody may be waiting when it fails; whoever asks later still gets the error.
    this.promise.catch(() => {});
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  resolve(value: T): void {
    this.#isSettled = true;
    this.#settle?.resolve(value);
  }

  reject(error: Error): void {
    this.#isSettled = true;
    this.#settle?.reject(error);
  }
}
