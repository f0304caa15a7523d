import { describe, expect, it } from 'vitest';
import { decideQuit, type QuitDecisionDeps } from '../../../src/main/quit-decision.ts';
import type { LeaveChoice, LeaveQuestion } from '../../../src/main/trading/oversight/leaving.ts';
import type { QuitAnswer, QuitQuestion } from '../../../src/main/window/quit-question.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { silentLogger } from '../../support/silent-logger.ts';

const ORDER: LeaveQuestion['open'][number] = {
  accountAlias: 'demo',
  symbol: 'AAPL',
  legs: null,
  side: 'BUY',
  quantity: decimal(10),
  limitPrice: null,
  stopPrice: null,
  filledQuantity: decimal(0),
  timeInForce: 'DAY',
};

interface World {
  question?: LeaveQuestion | null;
  answer?: QuitAnswer;
  anyway?: QuitAnswer;
  left?: LeaveQuestion['open'];
  leftUnasked?: LeaveQuestion['unasked'];
  isLocked?: boolean;
  isBroken?: boolean;
}

async function quitIn(world: World) {
  const asked: QuitQuestion[] = [];
  const anyway: { message: string; detail: string }[] = [];
  const recorded: LeaveChoice[] = [];
  let cancels = 0;
  const deps: QuitDecisionDeps = {
    leaving: {
      question: async () => {
        if (world.isBroken === true) throw new Error('no database');
        return world.question === undefined
          ? { text: '1 order is open.', open: [ORDER], unasked: [] }
          : world.question;
      },
      record: async (choice) => {
        recorded.push(choice);
      },
      cancelAll: async () => {
        cancels += 1;
        return { open: world.left ?? [], unasked: world.leftUnasked ?? [] };
      },
    },
    isLocked: () => world.isLocked ?? false,
    ask: async (question) => {
      asked.push(question);
      return world.answer ?? 'leave';
    },
    askAnyway: async (question) => {
      anyway.push(question);
      return world.anyway ?? 'stay';
    },
    logger: silentLogger,
  };
  const mayQuit = await decideQuit(deps);
  return { mayQuit, asked, anyway, recorded, cancels };
}

describe('quitting with open orders', () => {
  it('is not asked about when nothing is open', async () => {
    expect(await quitIn({ question: null })).toMatchObject({ mayQuit: true, asked: [], cancels: 0 });
  });

  it.each<[QuitAnswer, boolean]>([
    ['leave', true],
    ['not_answered', true],
    ['stay', false],
  ])('answered with %s cancels nothing and is on record', async (answer, mayQuit) => {
    expect(await quitIn({ answer })).toMatchObject({ mayQuit, cancels: 0, recorded: [answer] });
  });

  it('cancels where the user wants it, and asks again about what is not confirmed', async () => {
    expect(await quitIn({ answer: 'cancel' })).toMatchObject({ mayQuit: true, cancels: 1, anyway: [] });
    const unsure = await quitIn({ answer: 'cancel', left: [ORDER] });
    expect(unsure).toMatchObject({ mayQuit: false, cancels: 1 });
    expect(unsure.anyway).toHaveLength(1);
    expect((await quitIn({ answer: 'cancel', left: [ORDER], anyway: 'leave' })).mayQuit).toBe(true);
  });

  it('names the orders, but not on a locked app', async () => {
    expect((await quitIn({})).asked[0]?.detail).toContain('BUY 10 AAPL, DAY, 0 filled, on demo');
    expect((await quitIn({ isLocked: true })).asked[0]?.detail).not.toContain('AAPL');
  });

  it('tells legs of one bracket apart by their prices', async () => {
    const profit = { ...ORDER, limitPrice: decimal(230), timeInForce: 'GTC' } as const;
    const loss = { ...ORDER, stopPrice: decimal(150), timeInForce: 'GTC' } as const;
    const question = { text: '2 orders are open.', open: [profit, loss], unasked: [] };
    const detail = (await quitIn({ question })).asked[0]?.detail;
    expect(detail).toContain('BUY 10 AAPL @ 230, GTC');
    expect(detail).toContain('BUY 10 AAPL, stop 150, GTC');
  });

  it('offers no cancel when orders wait only', async () => {
    const { asked } = await quitIn({ question: { text: '1 order waits.', open: [], unasked: [] } });
    expect(asked[0]?.canCancel).toBe(false);
  });

  it('names brackets of which the broker could not be asked, and says that nothing of them was cancelled', async () => {
    const bracket = {
      accountId: 'acc_0123456789abcdef',
      accountAlias: 'demo',
      sentence: 'BUY 10 AAPL with legs',
    };
    const question = { text: 'The broker could not be asked.', open: [], unasked: [bracket] };
    const told = await quitIn({ question, answer: 'cancel', leftUnasked: [bracket] });
    expect(told.asked[0]).toMatchObject({
      canCancel: true,
      detail: expect.stringContaining('Perhaps open: the legs of BUY 10 AAPL with legs on demo'),
    });
    expect(told).toMatchObject({ mayQuit: false, cancels: 1 });
    expect(told.anyway[0]?.message).toContain('None of them was cancelled');
    expect((await quitIn({ question, isLocked: true })).asked[0]?.detail).not.toContain('AAPL');
  });

  it('is not kept from ending by an error', async () => {
    expect((await quitIn({ isBroken: true })).mayQuit).toBe(true);
  });
});
