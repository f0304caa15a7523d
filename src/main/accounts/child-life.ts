import type { ChildLink } from './child-link.ts';

/** Whether a process still runs, and its end. */
export class ChildLife {
  /** Settles when the process has ended, asked or not. */
  readonly exited: Promise<void>;
  readonly #link: ChildLink;
  #hasExited = false;

  constructor(link: ChildLink, onExit: () => void = () => {}) {
    this.#link = link;
    this.exited = new Promise((resolve) => {
      link.onExit(() => {
        this.#hasExited = true;
        onExit();
        resolve();
      });
    });
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** Asks it to finish and to end; ends it by force after the limit. */
  async stop(timeoutMs: number): Promise<void> {
    if (this.#hasExited) return;
    this.#link.port.post({ type: 'shutdown' });
    const deadline = setTimeout(() => this.kill(), timeoutMs);
    await this.exited;
    clearTimeout(deadline);
  }

  kill(): void {
    if (!this.#hasExited) this.#link.kill();
  }
}
