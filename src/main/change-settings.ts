import type { AppSettings } from '../shared/domain/app-settings.ts';
import type { Publish } from '../shared/ipc/events.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Settings, SettingsPatch } from './platform/settings.ts';

export interface ChangeSettingsDeps {
  readonly settings: Settings;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly publish: Publish;
}

/** Records what changes, then changes it. A patch that changes nothing leaves no row. */
export async function changeSettings(patch: SettingsPatch, deps: ChangeSettingsDeps): Promise<AppSettings> {
  const before = deps.settings.get();
  const names = (Object.keys(patch) as (keyof AppSettings)[]).filter(
    (name) => patch[name] !== undefined && patch[name] !== before[name],
  );
  if (names.length === 0) return before;
  await deps.audit.append({
    kind: 'settings.changed',
    actor: 'user',
    clientName: null,
    accountId: null,
    proposalId: null,
    brokerOrderId: null,
    summary: `Settings changed: ${names.join(', ')}`,
    detail: Object.fromEntries(
      names.map((name) => [name, { before: before[name], after: patch[name] ?? null }]),
    ),
  });
  const after = deps.settings.set(patch);
  deps.publish('settings.changed', {});
  return after;
}
