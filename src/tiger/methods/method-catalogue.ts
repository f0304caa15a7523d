import { type RateTier, rateTier } from '../../shared/rate/rate-tiers.ts';
import type { MethodVersion } from '../wire/envelope.ts';
import { ALL_METHODS } from './all-methods.ts';

export interface CatalogueRow {
  readonly group: keyof typeof ALL_METHODS;
  readonly name: string;
  readonly version: MethodVersion;
  readonly server: 'trade' | 'quote';
  /** True: it changes something at Tiger and is sent once. */
  readonly hasEffects: boolean;
  readonly tier: RateTier;
}

/** What this client can ask of Tiger, one row per method. */
export function methodCatalogue(): readonly CatalogueRow[] {
  return Object.entries(ALL_METHODS).flatMap(([group, methods]) =>
    methods.map(({ name, version, server, effect }) => ({
      group: group as keyof typeof ALL_METHODS,
      name,
      version,
      server,
      hasEffects: effect === 'order',
      tier: rateTier(name),
    })),
  );
}

/** The catalogue as a Markdown table, for documents and reports. */
export function catalogueText(): string {
  const rows = methodCatalogue().map(
    ({ group, name, version, server, hasEffects, tier }) =>
      `| ${group.replaceAll('_', ' ')} | \`${name}\` | ${version} | ${server} | ${hasEffects ? 'write' : 'read'} | ${tier} |`,
  );
  return [
    '| Group | Method | Version | Server | Kind | Rate |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
