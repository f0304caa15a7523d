import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { vi } from 'vitest';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

/** Monday 23 November 2026, 10:00 in New York: the US market is open, Hong Kong is closed. */
const NOW = '2026-11-23T15:00:00.000Z';
const SEED = 1;
/** What the exchange pushes arrives within milliseconds, unless the machine is busy. */
const PATIENCE = { timeout: 15_000, interval: 50 };

export type Answer = Readonly<Record<string, unknown>>;

/** What a user owns, by purchases that this world makes at these prices. */
export interface Purchase {
  readonly symbol: string;
  readonly quantity: number;
  readonly price: string;
}

/**
 * The whole app behind its bridge, the simulated exchange with a fixed clock and seed, and the person at the window.
 * A request is carried out as an assistant would: by tool calls alone.
 */
export class EvalWorld {
  readonly #harness: CoreHarness;
  readonly #client: Client;

  private constructor(harness: CoreHarness, client: Client) {
    this.#harness = harness;
    this.#client = client;
  }

  static async start(purchases: readonly Purchase[] = []): Promise<EvalWorld> {
    const clock = new ManualClock({ startMs: Date.parse(NOW) });
    const harness = await startCoreHarness({ holdSeconds: 0 }, { clock, seed: SEED });
    const world = new EvalWorld(harness, await harness.client('Evaluation'));
    for (const purchase of purchases) await world.#buy(purchase);
    return world;
  }

  /** The answer of a call that must succeed. */
  async tool(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    const { isError, content, structuredContent } = await this.#client.callTool({ name, arguments: args });
    if (isError === true) throw new Error(`${name}: ${JSON.stringify(content)}`);
    return structuredContent as Answer;
  }

  /** The error of a call that must fail. */
  async error(name: string, args: Record<string, unknown>): Promise<Answer> {
    const { isError, content } = await this.#client.callTool({ name, arguments: args });
    if (isError !== true) throw new Error(`${name} did not fail`);
    return JSON.parse((content as { text: string }[])[0]?.text ?? '');
  }

  async resource(uri: string): Promise<Answer> {
    const { contents } = await this.#client.readResource({ uri });
    return JSON.parse((contents[0] as { text: string }).text);
  }

  async prompt(name: string, args: Record<string, string>): Promise<string> {
    const { messages } = await this.#client.getPrompt({ name, arguments: args });
    return messages.map(({ content }) => (content as { text: string }).text).join('\n');
  }

  /** The market moves: this symbol stands at this price. */
  async pin(symbol: string, price: string): Promise<void> {
    this.#exchange().setPrice(symbol, price);
    const isThere = async () => {
      const { last_price, bid_price, ask_price } = await this.tool('tiger_get_quote', { symbol });
      return last_price === price && Number(bid_price) <= Number(price) && Number(ask_price) >= Number(price);
    };
    // Last price, bid and ask are pushed one after the other.
    await vi.waitUntil(isThere, PATIENCE);
  }

  /** Time passes, in the app and at the exchange. */
  pass(byMs: number): void {
    this.#exchange().advanceClock(byMs);
  }

  /** The person changes the limits of the demo account. */
  async allow(settings: Partial<RiskSettings>): Promise<void> {
    const { accounts, riskSettings } = this.#harness.core;
    await riskSettings.set(accounts.find('demo')?.id ?? '', { ...DEFAULT_RISK_SETTINGS, ...settings });
  }

  /** The person approves what is on the card. */
  async approve(proposalId: unknown): Promise<void> {
    const card = await this.#harness.core.trading.card(String(proposalId));
    await this.#harness.core.trading.decide({
      decision: 'approve',
      proposalId: String(proposalId),
      seal: card.seal,
      acknowledged: card.acknowledgementsNeeded,
      isStillWanted: true,
    });
  }

  /** Approved, sent, and answered by the broker with this status. */
  async becomes(proposalId: unknown, wanted: string): Promise<Answer> {
    const read = () => this.tool('tiger_get_proposal', { proposal_id: proposalId, wait_seconds: 0 });
    await vi.waitUntil(async () => (await read())['status'] === wanted, PATIENCE);
    return read();
  }

  async decline(proposalId: unknown, note: string): Promise<void> {
    const declined = {
      decision: 'decline',
      proposalId: String(proposalId),
      note,
      isClientBlocked: false,
    } as const;
    await this.#harness.core.trading.decide(declined);
  }

  /** Requests that reached the exchange, by method. */
  sent(method: string): number {
    return this.#exchange()
      .received()
      .filter((request) => request.method === method).length;
  }

  close(): Promise<void> {
    return this.#harness.close();
  }

  async #buy({ symbol, quantity, price }: Purchase): Promise<void> {
    await this.pin(symbol, price);
    const order = { account_id: 'demo', symbol, side: 'BUY', quantity, order_type: 'MKT' };
    const proposed = await this.tool('tiger_place_order', { ...order, rationale: 'To begin with.' });
    if (proposed['status'] !== 'awaiting_approval') throw new Error(JSON.stringify(proposed));
    await this.approve(proposed['proposal_id']);
    await this.becomes(proposed['proposal_id'], 'filled');
  }

  #exchange() {
    const { control } = this.#harness.gateway();
    if (control === null) throw new Error('the exchange has no control door');
    return control.door;
  }
}
