import { describe, expect, it } from 'vitest';
import { failedSend } from '../../../../src/main/trading/send-outcome.ts';
import { AppError, errorCodeSchema } from '../../../../src/shared/app-error.ts';

const NOTHING_LEFT = [
  'busy',
  'cancelled',
  'unavailable',
  'rate_limited',
  'credentials',
  'broker_unreachable',
] as const;

describe('a failed sending', () => {
  it.each(errorCodeSchema.options)('counts as perhaps sent when the outcome of %s is unknown', (code) => {
    const error = new AppError(code, 'x', { nextStep: '', outcomeUnknown: true, brokerCode: '7' });
    expect(failedSend(error).event).toBe('outcome_lost');
  });

  it.each(NOTHING_LEFT)('is not sent after %s', (code) => {
    expect(failedSend(new AppError(code, 'x', { nextStep: '' })).event).toBe('not_sent');
  });

  it.each(['internal', 'outcome_unknown', 'broker_protocol'] as const)('is perhaps sent after %s', (code) => {
    expect(failedSend(new AppError(code, 'x', { nextStep: '' })).event).toBe('outcome_lost');
  });

  it('is refused when the broker has spoken', () => {
    const refusal = new AppError('credentials', 'no', { nextStep: '', brokerCode: '4' });
    expect(failedSend(refusal)).toEqual({ event: 'refused', brokerCode: '4', message: 'no' });
    expect(failedSend(new AppError('broker_rejected', 'no', { nextStep: '' })).event).toBe('refused');
  });

  it.each([new Error('x'), 'text', null, undefined, 7])('is perhaps sent after %s', (thrown) => {
    expect(failedSend(thrown).event).toBe('outcome_lost');
  });
});
