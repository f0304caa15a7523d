import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCANNER_CLASSES, SCANNER_FIELDS } from '../../../../src/shared/domain/scanner-fields.ts';

interface VectorField {
  readonly index: number;
  readonly member: string;
  readonly request_field_name: string;
  readonly field: string;
}
interface FieldTables {
  readonly scanner: Readonly<Record<string, readonly VectorField[]>>;
}

const VECTORS = join(import.meta.dirname, '..', '..', '..', 'vectors', 'tiger', 'field_tables.json');
const tables = JSON.parse(readFileSync(VECTORS, 'utf8')) as FieldTables;

test.each(SCANNER_CLASSES)('the fields of %s are those of the official SDK, all of them', (name) => {
  const recorded = tables.scanner[name]?.map(({ index, member, field }) => ({ index, member, name: field }));
  expect(SCANNER_FIELDS[name]).toEqual(recorded);
});

test('a field is asked for by its class and its member', () => {
  for (const name of SCANNER_CLASSES) {
    const names = tables.scanner[name]?.map((field) => field.request_field_name);
    expect(names).toEqual(SCANNER_FIELDS[name].map(({ member }) => `${name}_${member}`));
  }
});
