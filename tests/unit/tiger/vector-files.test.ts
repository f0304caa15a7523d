import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors');

// The vectors were recorded from the official SDKs: a test that is made to pass by changing one proves nothing.
test('every vector is byte for byte what was recorded, and none is missing or new', () => {
  const recorded = readFileSync(join(VECTORS, 'tiger-sha256.txt'), 'utf8').trimEnd().split('\n');
  const present = readdirSync(join(VECTORS, 'tiger')).map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(VECTORS, 'tiger', name)))
      .digest('hex');
    return `${digest}  ${name}`;
  });
  expect(present.toSorted()).toEqual(recorded.toSorted());
});
