import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/app-error.ts';
import { initial } from './migrations/0001-initial.ts';
import { tradingStopsAndModify } from './migrations/0002-trading-stops-and-modify.ts';
import { auditByClient } from './migrations/0003-audit-by-client.ts';
import { grants } from './migrations/0004-grants.ts';
import { clientEntries } from './migrations/0005-client-entries.ts';
import { postTrade } from './migrations/0006-post-trade.ts';
import { httpTokens } from './migrations/0007-http-tokens.ts';
import { accountDescription } from './migrations/0008-account-description.ts';
import { baskets } from './migrations/0009-baskets.ts';
import { flatten } from './migrations/0010-flatten.ts';
import { moneyMoves } from './migrations/0011-money-moves.ts';
import { readCaps } from './migrations/0012-read-caps.ts';
import { crowdedLists } from './migrations/0013-crowded-lists.ts';
import { orderLegs } from './migrations/0014-order-legs.ts';
import { legReadings } from './migrations/0015-leg-readings.ts';

/** In order; the position is the schema version. A migration that was released is never edited, only followed. */
const MIGRATIONS: readonly string[] = [
  initial,
  tradingStopsAndModify,
  auditByClient,
  grants,
  clientEntries,
  postTrade,
  httpTokens,
  accountDescription,
  baskets,
  flatten,
  moneyMoves,
  readCaps,
  crowdedLists,
  orderLegs,
  legReadings,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the file to this app's schema, each step in a transaction of its own with its version number.
 * @throws DatabaseNewer
 */
export function migrate(database: Database): void {
  const version = refuseNewer(database);
  MIGRATIONS.slice(version).forEach((sql, offset) => {
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${version + offset + 1}`);
    })();
  });
}

/** A newer app has written the file. This one may look at it and changes nothing. */
export class DatabaseNewer extends AppError {
  constructor() {
    super('conflict', 'The data of this app was written by a newer version.', {
      nextStep: 'Install that version or a later one; this one leaves the data untouched.',
    });
  }
}

/** @returns the file's schema version. @throws DatabaseNewer */
export function refuseNewer(database: Database): number {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version <= SCHEMA_VERSION) return version;
  throw new DatabaseNewer();
}
