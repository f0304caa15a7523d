import { describe, expect, it } from 'vitest';
import { ShownMarket } from '../../chaos/shown-market.ts';
import type { Told } from '../../chaos/told.ts';
import { Wishes } from '../../chaos/wishes.ts';
import { Random } from '../../support/random.ts';

const CALLS = [
  ['A', '9.00', '9.05'],
  ['B', '7.00', '7.05'],
  ['C', '5.00', '5.05'],
  ['D', '3.00', '3.05'],
];
const ANSWERS: Readonly<Record<string, Record<string, unknown>>> = {
  tiger_get_quote: { bid_price: '100', ask_price: '100.1', last_price: '100' },
  tiger_get_option_expirations: { rows: [['2099-01-15']] },
  tiger_get_option_chain: { columns: ['identifier', 'bid', 'ask'], rows: CALLS },
  tiger_get_positions: { positions: [] },
};

/** What is asked for, by tool, and of an order by what makes it a form of its own. */
async function asked(seed: number, rounds: number, restsFrom: number): Promise<string[]> {
  const kinds: string[] = [];
  const open = () => (kinds.length >= restsFrom ? ['1'] : []);
  const told = { changeable: open, resting: open } as Pick<Told, 'changeable' | 'resting'> as Told;
  const wishes = new Wishes(new Random(seed), told, new ShownMarket(async (tool) => ANSWERS[tool] ?? null));
  for (let round = 1; round <= rounds; round += 1) {
    const { tool, args } = await wishes.next(round);
    const form = ['legs', 'bracket', 'trail_percent', 'trail_amount'].find((field) => field in args);
    const isOption = CALLS.some(([name]) => name === args['symbol']);
    kinds.push([tool, form?.replace(/_.*/, '') ?? (isOption ? 'option' : '')].join(' ').trim());
  }
  return kinds;
}

describe('what chaos asks for', () => {
  const OF_ONE_SEASON = [
    'tiger_place_order',
    'tiger_place_order option',
    'tiger_place_order legs',
    'tiger_place_order bracket',
    'tiger_place_order trail',
    'tiger_place_basket',
    'tiger_transfer_segment_funds',
    'tiger_place_forex_order',
    'tiger_modify_order',
    'tiger_cancel_order',
  ];

  it.each([1, 2, 3, 4, 5])('is each form, in the rounds of one season (seed %i)', async (seed) => {
    expect([...new Set(await asked(seed, 25, 12))].sort()).toEqual([...OF_ONE_SEASON].sort());
  });

  it.each([1, 2, 3, 4, 5])('is a change and a cancel as soon as an order rests (seed %i)', async (seed) => {
    const kinds = await asked(seed, 14, 12);
    expect(kinds.slice(12).sort()).toEqual(['tiger_cancel_order', 'tiger_modify_order']);
    expect(kinds.slice(0, 12)).not.toContain('tiger_modify_order');
  });
});
