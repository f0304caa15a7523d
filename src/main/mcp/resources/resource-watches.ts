import { AppError } from '../../../shared/app-error.ts';
import { WATCHES_MAX } from '../session-limits.ts';

/** A client reads again after a notification; more often than this it could only fall behind. */
export const NOTIFY_INTERVAL_MS = 1000;

interface Watch {
  /** How often the client asked for it: each of its listening streams may name it. */
  asked: number;
  hasNews: boolean;
  timer: NodeJS.Timeout | null;
  readonly stop: () => void;
}

export interface ResourceWatchesDeps {
  /** Calls back at every change of what stands behind the URI. @returns a function that ends it. @throws AppError */
  readonly follow: (uri: string, changed: () => void) => () => void;
  readonly notify: (uri: string) => void;
}

/** The resources that one connection is told about: bounded in number, and joined to one notification a second. */
export class ResourceWatches {
  readonly #deps: ResourceWatchesDeps;
  readonly #watches = new Map<string, Watch>();
  #isClosed = false;

  constructor(deps: ResourceWatchesDeps) {
    this.#deps = deps;
  }

  get size(): number {
    return this.#watches.size;
  }

  /** @throws AppError not_found for a URI that names nothing, busy beyond the limit */
  add(uri: string): void {
    // A client that asks and leaves at once is told nothing.
    if (this.#isClosed) return;
    const existing = this.#watches.get(uri);
    if (existing !== undefined) {
      existing.asked += 1;
      return;
    }
    if (this.#watches.size >= WATCHES_MAX) throw tooMany();
    const stop = this.#deps.follow(uri, () => this.#changed(uri));
    this.#watches.set(uri, { asked: 1, hasNews: false, timer: null, stop });
  }

  /** Nothing happens for one that is not watched. */
  remove(uri: string): void {
    const watch = this.#watches.get(uri);
    if (watch === undefined) return;
    watch.asked -= 1;
    if (watch.asked > 0) return;
    this.#end(watch);
    this.#watches.delete(uri);
  }

  close(): void {
    this.#isClosed = true;
    for (const watch of this.#watches.values()) this.#end(watch);
    this.#watches.clear();
  }

  #changed(uri: string): void {
    const watch = this.#watches.get(uri);
    if (watch === undefined) return;
    if (watch.timer !== null) {
      watch.hasNews = true;
      return;
    }
    watch.hasNews = false;
    watch.timer = setTimeout(() => {
      watch.timer = null;
      if (watch.hasNews) this.#changed(uri);
    }, NOTIFY_INTERVAL_MS);
    this.#deps.notify(uri);
  }

  #end(watch: Watch): void {
    if (watch.timer !== null) clearTimeout(watch.timer);
    watch.stop();
  }
}

function tooMany(): AppError {
  return new AppError('busy', `This connection has ${WATCHES_MAX} resource subscriptions already.`, {
    nextStep: 'End some of them first.',
  });
}
