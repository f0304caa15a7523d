import { type AuditActor, auditActorSchema, auditKindSchema } from '../../shared/domain/audit-event.ts';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';

/** The filter as the form holds it: an empty text is no restriction. */
export interface AuditFilterForm {
  readonly text: string;
  /** An event kind, or the part before its dot for all of an area. */
  readonly kind: string;
  readonly actor: AuditActor | '';
  readonly accountId: string;
  readonly clientName: string;
  /** yyyy-mm-dd of the computer's own calendar. */
  readonly fromDay: string;
  readonly toDay: string;
}

export const NO_AUDIT_FILTER: AuditFilterForm = {
  text: '',
  kind: '',
  actor: '',
  accountId: '',
  clientName: '',
  fromDay: '',
  toDay: '',
};

export const AUDIT_AREAS: readonly string[] = [
  ...new Set(auditKindSchema.options.map((kind) => kind.split('.')[0] ?? kind)),
];

/** `toDay` is included to its last millisecond, as people mean it. */
export function toAuditFilter(form: AuditFilterForm): AuditFilter {
  const kinds = auditKindSchema.options.filter(
    (kind) => form.kind !== '' && (kind === form.kind || kind.startsWith(`${form.kind}.`)),
  );
  return {
    kinds,
    actors: auditActorSchema.options.filter((actor) => actor === form.actor),
    accountId: form.accountId === '' ? null : form.accountId,
    clientName: form.clientName === '' ? null : form.clientName,
    text: form.text.trim(),
    fromMs: startOfDayMs(form.fromDay, 0),
    toMs: nullOr(startOfDayMs(form.toDay, 1), (startMs) => startMs - 1),
  };
}

/** By calendar, not by 24 hours: days on which clocks change are longer or shorter. */
function startOfDayMs(day: string, daysLater: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return null;
  const [, year, month, date] = match;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime();
}

function nullOr(value: number | null, map: (value: number) => number): number | null {
  return value === null ? null : map(value);
}
