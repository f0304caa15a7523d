import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import type { RunningApp } from './launch-app.ts';

interface ReceivedRequest {
  readonly method: string;
  readonly bizContent: string | null;
}

/** The test side of a running app's demo exchange: orders faults and shows what arrived. */
export class FaultDoor {
  readonly #app: RunningApp;

  constructor(app: RunningApp) {
    this.#app = app;
  }

  async addFault(rule: FaultRule): Promise<void> {
    await this.#run({ action: 'add_fault', rule });
  }

  async clearFaults(): Promise<void> {
    await this.#run({ action: 'clear_faults' });
  }

  async setPrice(symbol: string, price: string | null): Promise<void> {
    await this.#run({ action: 'set_price', symbol, price });
  }

  async setHalted(symbol: string, isHalted: boolean): Promise<void> {
    await this.#run({ action: 'set_halted', symbol, isHalted });
  }

  /** Somebody else trades on the account with another program. */
  async placeElsewhere(symbol: string, side: 'BUY' | 'SELL', quantity: number): Promise<void> {
    await this.#run({ action: 'place_elsewhere', symbol, side, quantity });
  }

  /** Somebody else makes the newest open order larger. */
  async enlargeElsewhere(symbol: string, quantity: number): Promise<void> {
    await this.#run({ action: 'enlarge_elsewhere', symbol, quantity });
  }

  /** How often a method has arrived since the exchange started. */
  async countOf(method: string): Promise<number> {
    const { received } = (await this.#run({ action: 'received' })) as { received: ReceivedRequest[] };
    return received.filter((request) => request.method === method).length;
  }

  /** Of all methods, since the exchange started. */
  async requestsTotal(): Promise<number> {
    return ((await this.#run({ action: 'received' })) as { total: number }).total;
  }

  async #run(command: unknown): Promise<unknown> {
    const { url, token } = this.#app.faultDoor();
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-control-token': token },
      body: JSON.stringify(command),
    });
    if (!answer.ok) throw new Error(`the fault door answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
