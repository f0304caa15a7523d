import { AppError } from '../shared/app-error.ts';
import type { AppSettings } from '../shared/domain/app-settings.ts';
import { isLoopback } from '../shared/domain/http-settings.ts';
import type { Publish } from '../shared/ipc/events.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Backups } from './backup/backups.ts';
import type { Logger } from './platform/logger.ts';
import { changedSettings, type Settings, type SettingsPatch } from './platform/settings.ts';
import type { AppLock } from './vault/app-lock.ts';

interface ChangeSettingsDeps {
  readonly settings: Settings;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly publish: Publish;
}

/** Records what changes, then changes it. A patch that changes nothing leaves no row. */
async function changeSettings(patch: SettingsPatch, deps: ChangeSettingsDeps): Promise<AppSettings> {
  const before = deps.settings.get();
  const wanted = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const intended = { ...before, ...wanted };
  if (changedSettings(before, intended).length === 0) return before;
  await record(deps.audit, before, intended, 'Settings changed');
  try {
    const after = deps.settings.set(patch);
    deps.publish('settings.changed', {});
    return after;
  } catch (error) {
    // The row before says otherwise, and rows stay.
    await record(deps.audit, intended, before, 'Settings not changed after all, they could not be written');
    throw error;
  }
}

export interface SettingsChanger {
  readonly change: (patch: SettingsPatch) => Promise<AppSettings>;
  /** For what the user has confirmed by typing. */
  readonly exposeHttp: (patch: SettingsPatch) => Promise<AppSettings>;
}

/** The one way in which the app changes a setting: what a setting needs is there first. */
export function settingsChanger(
  deps: ChangeSettingsDeps & {
    readonly lock: Pick<AppLock, 'assertPossible'>;
    readonly backups: Pick<Backups, 'assertDailyPossible'>;
  },
): SettingsChanger {
  const change = async (patch: SettingsPatch) => {
    if (patch.appLockMinutes !== undefined && patch.appLockMinutes > 0) await deps.lock.assertPossible();
    if (patch.backupSchedule === 'daily') await deps.backups.assertDailyPossible();
    return changeSettings(patch, deps);
  };
  return {
    async change(patch) {
      refuseExposure(patch, deps.settings.get());
      return change(patch);
    },
    exposeHttp: change,
  };
}

/** @throws AppError access_denied, for an address that other computers reach and that is not in force already */
function refuseExposure({ httpAddress }: SettingsPatch, current: AppSettings): void {
  if (httpAddress === undefined || isLoopback(httpAddress) || httpAddress === current.httpAddress) return;
  throw new AppError('access_denied', 'Other computers reach this address.', {
    nextStep: 'Open the app to them in Connect > HTTP access, with a certificate and the sentence typed.',
  });
}

/** Somebody has edited the file: it counts at once, and is on record like a change in the window. */
export function followSettingsFile({
  settings,
  audit,
  publish,
  logger,
}: ChangeSettingsDeps & { readonly logger: Logger }): void {
  settings.onChange((after, { before, cause }) => {
    if (cause !== 'file') return;
    publish('settings.changed', {});
    record(audit, before, after, 'Settings file changed').catch((error: unknown) =>
      logger.error({ err: error }, 'a change of the settings file was not recorded'),
    );
  });
}

async function record(
  audit: Pick<AuditLog, 'append'>,
  before: AppSettings,
  after: AppSettings,
  what: string,
): Promise<void> {
  const names = changedSettings(before, after);
  await audit.append({
    kind: 'settings.changed',
    actor: 'user',
    clientName: null,
    accountId: null,
    proposalId: null,
    brokerOrderId: null,
    summary: `${what}: ${names.join(', ')}`,
    detail: Object.fromEntries(names.map((name) => [name, { before: before[name], after: after[name] }])),
  });
}
