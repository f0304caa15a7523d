import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../platform/clock.ts';

/** "Block this client for 10 minutes" on the approval card. */
const CLIENT_BLOCK_MS = 10 * 60_000;
/** Names are made up by programs; without a bound a program could fill the memory with them. */
const BLOCKS_MAX = 100;

/** Clients whose proposals are refused for a while. By name, since a program can reconnect as often as it likes. */
export class ClientBlocks {
  readonly #untilMs = new Map<string, number>();
  /** Whom the user has removed or blocked for good, in this run: a call of theirs may still be under way. */
  readonly #ended = new Set<string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  block(clientName: string): void {
    if (this.#untilMs.size >= BLOCKS_MAX) this.#untilMs.delete([...this.#untilMs.keys()][0] ?? '');
    this.#untilMs.set(clientName, this.#clock.nowMs() + CLIENT_BLOCK_MS);
  }

  end(clientName: string): void {
    this.#ended.add(clientName);
  }

  readmit(clientName: string): void {
    this.#ended.delete(clientName);
  }

  /** @throws AppError access_denied */
  refuseIfBlocked(clientName: string): void {
    if (this.#ended.has(clientName)) {
      throw new AppError('access_denied', 'The user has turned this client away.', {
        nextStep: 'Ask the user to connect it again.',
      });
    }
    const untilMs = this.#untilMs.get(clientName);
    if (untilMs === undefined) return;
    if (this.#clock.nowMs() >= untilMs) {
      this.#untilMs.delete(clientName);
      return;
    }
    throw new AppError(
      'access_denied',
      'The user has blocked order proposals of this client for ten minutes.',
      {
        nextStep: `Do not propose orders before ${new Date(untilMs).toISOString()}; talk to the user.`,
      },
    );
  }
}
