import { describe, expect, it } from 'vitest';
import { CONTROL_TABLE } from '../../../../src/main/risk/control-table.ts';
import { runControls } from '../../../../src/main/risk/run-controls.ts';
import { controlIdSchema } from '../../../../src/shared/domain/control.ts';
import { factsWith } from './control-facts-of.ts';

const LIVE = { mode: 'live', isLiveTradingEnabled: false, clientAccess: 'propose' } as const;

describe('the table', () => {
  it('has every control once', () => {
    expect(CONTROL_TABLE.map(({ id }) => id).sort()).toEqual([...controlIdSchema.options].sort());
  });

  it('lets an ordinary order through at both stages', () => {
    for (const stage of ['proposal', 'send'] as const) {
      expect(runControls(stage, factsWith()).filter(({ level }) => level !== 'pass')).toEqual([]);
    }
  });

  it('tells all reasons, not the first alone', () => {
    const blocked = runControls('send', factsWith({ account: LIVE, approval: null, quote: null }));
    expect(blocked.filter(({ level }) => level === 'block').length).toBeGreaterThan(5);
  });

  it('blocks when a control breaks', () => {
    const broken = {
      id: 'price_collar',
      stages: ['proposal'],
      judge: () => {
        throw new Error('boom');
      },
    } as const;
    expect(runControls('proposal', factsWith(), [broken])).toMatchObject([
      { control: 'price_collar', level: 'block' },
    ]);
  });

  it('needs a decision at the moment of sending', () => {
    const without = runControls('send', factsWith({ approval: null })).filter(
      ({ level }) => level === 'block',
    );
    expect(without.map(({ control }) => control)).toEqual(
      expect.arrayContaining(['approval_required', 'sealed_approval', 'drift_at_send']),
    );
  });

  it('blocks when any one of the broker’s facts is missing', () => {
    for (const fact of ['quote', 'preview', 'assets', 'positions', 'market', 'openOrders'] as const) {
      const blocks = runControls('proposal', factsWith({ [fact]: null })).filter(
        ({ level }) => level === 'block',
      );
      expect(blocks.length, fact).toBeGreaterThan(0);
    }
  });
});
