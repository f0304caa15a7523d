import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApiDocument } from '../../../../src/main/http/rest/openapi.ts';
import { restRoutes } from '../../../../src/main/http/rest/rest-routes.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const FILE = join(ROOT, 'docs', 'openapi.json');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const routes = restRoutes({ appVersion: version, audit: { listInScope: async () => [] } });
const document = `${JSON.stringify(openApiDocument(routes, version), null, 2)}\n`;

it('docs/openapi.json is what the app serves; UPDATE_TOOL_FILES=1 writes it anew', () => {
  if (process.env['UPDATE_TOOL_FILES'] === '1') writeFileSync(FILE, document);
  expect(readFileSync(FILE, 'utf8')).toBe(document);
});

it('describes GET alone, and every parameter and answer of it', () => {
  const { openapi, paths } = JSON.parse(document) as {
    openapi: string;
    paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; responses: object }>>;
  };
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(Object.keys(routes));
  for (const path of Object.values(paths)) {
    expect(Object.keys(path)).toEqual(['get']);
    expect(path['get']?.responses).toHaveProperty('401');
  }
  expect(paths['/api/positions']?.['get']?.parameters.map(({ name }) => name)).toEqual([
    'account_id',
    'limit',
    'offset',
  ]);
});
