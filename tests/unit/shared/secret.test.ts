import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/shared/secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['JSON', () => JSON.stringify({ secret })],
    ['a template', () => `${secret}`],
    ['inspect', () => inspect({ nested: { secret } }, { showHidden: true, depth: 9 })],
    ['an error message', () => String(new Error(`failed with ${secret}`))],
    ['its own keys', () => Object.entries(secret).join()],
  ])('does not show itself in %s', (_where, print) => {
    expect(print()).not.toContain('hunter2');
  });

  it('gives its value to who asks by name', () => {
    expect(secret.reveal()).toBe('hunter2');
  });
});
