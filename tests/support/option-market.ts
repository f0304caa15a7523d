import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterEach, expect, vi } from 'vitest';
import { ManualClock } from '../../src/gateway/gateway-clock.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import { approveAsUser } from './approve-as-user.ts';
import { type CoreHarness, startCoreHarness } from './core-harness.ts';

/** Monday 23 November 2026, 10:00 in New York. */
export const OPEN_MS = Date.parse('2026-11-23T15:00:00Z');
export const SLOW_MACHINE = { timeout: 60_000, interval: 100 } as const;

// biome-ignore lint/suspicious/noExplicitAny: answers are read as an assistant reads them, and judged by expectations
export type Answer = Readonly<Record<string, any>>;

/** An assistant, its user and an exchange whose clock a test sets, for orders in options. */
export class OptionMarket {
  #started: { readonly harness: CoreHarness; readonly client: Client } | null = null;

  constructor() {
    afterEach(() => this.close());
  }

  async open(startMs: number): Promise<void> {
    const harness = await startCoreHarness(
      { holdSeconds: 0 },
      { clock: new ManualClock({ startMs }), seed: 1 },
    );
    this.#started = { harness, client: await harness.client() };
  }

  async close(): Promise<void> {
    await this.#started?.harness.close();
    this.#started = null;
  }

  get harness(): CoreHarness {
    return this.#opened.harness;
  }

  get client(): Client {
    return this.#opened.client;
  }

  /** What a tool answers. It fails when the tool does. */
  async call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    const result = await this.client.callTool({ name, arguments: args });
    expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
    return result.structuredContent as Answer;
  }

  async allow(settings: Partial<RiskSettings>): Promise<void> {
    const { core } = this.harness;
    const id = core.accounts.find('demo')?.id ?? '';
    await core.riskSettings.set(id, { ...DEFAULT_RISK_SETTINGS, ...settings });
  }

  /** As the user does in the window, with everything acknowledged. */
  async approve({ proposal_id: proposalId, status, controls }: Answer): Promise<void> {
    expect(status, JSON.stringify(controls)).toBe('awaiting_approval');
    await approveAsUser(this.harness.core.trading, proposalId);
  }

  /** Looks at orders are due by the clock, which stands until it is moved. */
  tick(): void {
    this.harness.gateway().control?.door.run({ action: 'advance_clock', byMs: 1_000 });
  }

  async becomes({ proposal_id }: Answer, wanted: string): Promise<Answer> {
    const read = () => this.call('tiger_get_proposal', { proposal_id, wait_seconds: 0 });
    await vi.waitFor(async () => {
      this.tick();
      expect((await read())['status']).toBe(wanted);
    }, SLOW_MACHINE);
    return read();
  }

  /** The options of the first expiry that is a month or more away. */
  async chain(symbol: string, right: 'call' | 'put'): Promise<{ expiry: string; options: Answer[] }> {
    const { rows: expirations } = await this.call('tiger_get_option_expirations', { symbol });
    const expiry = (expirations as string[][]).find(([day]) => (day ?? '') >= '2026-12-18')?.[0] ?? '';
    const asked = { symbol, expiry, right, limit: 200 };
    const { columns, rows } = await this.call('tiger_get_option_chain', asked);
    const options = rows.map((row: unknown[]) =>
      Object.fromEntries(columns.map((name: string, at: number) => [name, row[at]])),
    );
    return { expiry, options };
  }

  async positions(): Promise<Answer[]> {
    return (await this.call('tiger_get_positions', { account_id: 'demo' }))['positions'];
  }

  get #opened() {
    if (this.#started === null) throw new Error('the market was not opened');
    return this.#started;
  }
}

/** The controls that block. */
export function blocksOf({ controls }: Answer): string[] {
  return controls.filter(({ level }: Answer) => level === 'block').map(({ control }: Answer) => control);
}
