import { expect, it } from 'vitest';
import { stopperWords } from '../../../src/renderer/red-team/stopper-words.ts';

it('names what stopped an attack by control and number, a refusal in words, each once', () => {
  expect(stopperWords(['unlimited_loss', 'not_found', 'unlimited_loss'])).toEqual([
    '24 Unlimited loss',
    'there is no such thing',
  ]);
});

it('names the rules of a contract as such, although they are judged beside the collar', () => {
  expect(stopperWords(['price_collar', 'contract_rules'])).toEqual(['9 Price collar', '9 Contract rules']);
});
