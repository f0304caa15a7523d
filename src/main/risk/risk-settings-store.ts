import type { Kysely } from 'kysely';
import { AppError, invalidInput } from '../../shared/app-error.ts';
import { type Account, type AccountId, isLive } from '../../shared/domain/account.ts';
import { loosenedSettings, looseningSentence } from '../../shared/domain/risk-loosening.ts';
import { settingConflicts } from '../../shared/domain/risk-setting-conflicts.ts';
import {
  DEFAULT_RISK_SETTINGS,
  inForce,
  parseStoredRiskSettings,
  type RiskSettings,
  riskSettingsSchema,
} from '../../shared/domain/risk-settings.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { canonicalJson, type JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';

export interface RiskSettingsStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** `version` counts the changes of one account's settings; it is part of every seal. 0: the defaults. */
export interface VersionedRiskSettings {
  readonly settings: RiskSettings;
  readonly version: number;
}

export class RiskSettingsStore {
  readonly #deps: RiskSettingsStoreDeps;

  constructor(deps: RiskSettingsStoreDeps) {
    this.#deps = deps;
  }

  /** @throws AppError internal, when the stored settings cannot be read: guessing limits would be no limit */
  async get(accountId: AccountId): Promise<VersionedRiskSettings> {
    const { settings, version } = await this.#stored(accountId);
    return { settings: inForce(settings), version };
  }

  async #stored(accountId: AccountId): Promise<VersionedRiskSettings> {
    const row = await this.#deps.database
      .selectFrom('risk_settings')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (row === undefined) return { settings: DEFAULT_RISK_SETTINGS, version: 0 };
    const parsed = parseStoredRiskSettings(parseJson(row.settings));
    if (parsed.success) return { settings: parsed.data, version: row.version };
    throw new AppError(
      'internal',
      'The risk settings of this account cannot be read, so it places no orders.',
      {
        nextStep: 'Set the limits of this account again in Settings.',
      },
    );
  }

  /** Records who changed what from what. @throws AppError invalid_input */
  async set(accountId: AccountId, wanted: RiskSettings): Promise<VersionedRiskSettings> {
    const settings = validated(wanted);
    // As it was stored, so that the audit row tells of what an earlier version let in, too.
    const before = await this.#stored(accountId).catch(() => null);
    return this.#deps.database.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('risk_settings')
        .select('version')
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      const version = (row?.version ?? 0) + 1;
      const stored = { settings: canonicalJson(settings), version, updated_at_ms: this.#deps.clock.nowMs() };
      await trx
        .insertInto('risk_settings')
        .values({ account_id: accountId, ...stored })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(stored))
        .execute();
      await this.#deps.audit.append(
        {
          kind: 'risk.settings_changed',
          actor: 'user',
          clientName: null,
          accountId,
          proposalId: null,
          brokerOrderId: null,
          summary: `Risk settings changed to version ${version}`,
          detail: { version, changes: changesOf(before?.settings ?? null, settings) },
        },
        trx,
      );
      return { settings, version };
    });
  }
}

/** @throws AppError invalid_input, unless what loosens a control of a live account was typed out */
export function refuseUntypedLoosening(
  account: Pick<Account, 'alias' | 'mode'>,
  /** null: they could not be read, and placed no orders; anything is looser than that. */
  before: RiskSettings | null,
  after: RiskSettings,
  typedSentence: string,
): void {
  const isLooser = before === null || loosenedSettings(before, after).length > 0;
  if (!isLive(account.mode) || !isLooser) return;
  const sentence = looseningSentence(account.alias);
  if (typedSentence.trim() === sentence) return;
  throw new AppError('invalid_input', 'Controls of a live account are loosened by a typed sentence only.', {
    nextStep: `Type: ${sentence}`,
  });
}

function validated(wanted: RiskSettings): RiskSettings {
  const parsed = riskSettingsSchema.safeParse(wanted);
  if (!parsed.success) throw invalidInput(parsed.error);
  const settings = parsed.data;
  const conflicts = settingConflicts(settings);
  if (conflicts.length === 0) return settings;
  throw new AppError('invalid_input', conflicts.map(({ text }) => text).join(' '), {
    nextStep: conflicts.map(({ nextStep }) => nextStep).join(' '),
  });
}

function changesOf(before: RiskSettings | null, after: RiskSettings): JsonObject {
  const keys = Object.keys(after) as (keyof RiskSettings)[];
  return Object.fromEntries(
    keys
      .filter((key) => before === null || canonicalJson(before[key]) !== canonicalJson(after[key]))
      .map((key) => [key, { before: before?.[key] ?? null, after: after[key] }]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
