import { expect, it } from 'vitest';
import { reasonToInstall } from '../../../../scripts/bootstrap/node-modules.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/only-on-mac': { version: '1.0.0', optional: true },
};

it('installs when there is nothing', () => {
  expect(reasonToInstall(locked, null)).toContain('missing');
});

it('leaves a matching tree alone, whatever other systems need', () => {
  expect(reasonToInstall(locked, { 'node_modules/zod': { version: '4.6.7' } })).toBeNull();
});

it.each([
  ['another version', { 'node_modules/zod': { version: '4.6.6' } }, 'zod'],
  ['a package that is not there', {}, 'zod'],
  [
    'an optional package of another version',
    {
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/only-on-mac': { version: '0.9.0', optional: true },
    },
    'only-on-mac',
  ],
])('installs when it finds %s', (_case, installed, name) => {
  expect(reasonToInstall(locked, installed)).toContain(name);
});
