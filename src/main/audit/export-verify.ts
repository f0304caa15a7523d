import * as z from 'zod';
import { type AuditEvent, auditEventSchema } from '../../shared/domain/audit-event.ts';
import { CHAIN_START, type ChainPlace, placeAfter, rowFault } from './audit-chain.ts';

const NO_EXPORT =
  'it is no row of an audit log. Only a JSONL export can be verified: CSV and the report are for reading';

/** The last line of an export: what a file that was cut off no longer says. */
const exportEndSchema = z.strictObject({
  exportEnd: z.strictObject({
    /** Rows were left out by the user's choice, so gaps are no fault. */
    isFiltered: z.boolean(),
    eventsWritten: z.int(),
    lastSequence: z.int(),
    lastHash: z.string(),
  }),
});
export type ExportEnd = z.infer<typeof exportEndSchema>['exportEnd'];

export interface ExportVerification {
  readonly isIntact: boolean;
  readonly eventsChecked: number;
  readonly firstBadLine: number | null;
  /** Places where rows are missing, in a filtered export. */
  readonly gaps: number;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly text: string;
}

interface Progress {
  place: ChainPlace;
  events: number;
  gaps: number;
  /** The row behind the first gap. */
  firstBehindGap: number | null;
  lineNumber: number;
  last: AuditEvent | null;
  end: ExportEnd | null;
}

/**
 * Recomputes the chain of an exported JSONL file, line by line, without the app. Whoever rewrites every row can forge
 * a file; its last sequence and hash are what one compares with the app or with an earlier export.
 */
export async function verifyExport(
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<ExportVerification> {
  const state: Progress = {
    ...{ place: CHAIN_START, events: 0, gaps: 0, firstBehindGap: null },
    ...{ lineNumber: 0, last: null, end: null },
  };
  for await (const line of lines) {
    state.lineNumber += 1;
    if (line.trim() === '') continue;
    const fault = state.end === null ? lineFault(line, state) : 'it stands behind the end of the export';
    if (fault !== null) {
      return result(state, state.lineNumber, `Line ${state.lineNumber} is not as it was written: ${fault}.`);
    }
  }
  const fault = endFault(state);
  return result(state, fault === null ? null : state.lineNumber, fault ?? intactText(state));
}

function lineFault(line: string, state: Progress): string | null {
  const value = parsed(line);
  const end = exportEndSchema.safeParse(value);
  if (end.success) {
    state.end = end.data.exportEnd;
    return null;
  }
  const row = auditEventSchema.safeParse(value);
  if (!row.success) return state.lineNumber === 1 ? NO_EXPORT : 'it is no row of an audit log';
  const { sequence, previousHash } = row.data;
  // A gap is judged at the end, which says whether rows were left out. A row still proves itself.
  const isGap = sequence > state.place.sequence;
  if (isGap) {
    state.gaps += 1;
    state.firstBehindGap ??= sequence;
  }
  const fault = rowFault(row.data, isGap ? { sequence, previousHash } : state.place);
  if (fault !== null) return fault === 'it is missing' ? 'it stands out of order' : fault;
  state.place = placeAfter(row.data);
  state.last = row.data;
  state.events += 1;
  return null;
}

function endFault({ end, events, last, gaps, firstBehindGap }: Progress): string | null {
  if (end === null) return 'The end of the export is missing: rows may have been cut off.';
  const places = gaps === 1 ? 'one place' : `${gaps} places`;
  const missing =
    gaps > 0 && !end.isFiltered ? ` Rows are missing in ${places}, first before row ${firstBehindGap}.` : '';
  const isLast = end.lastSequence === (last?.sequence ?? 0) && end.lastHash === (last?.hash ?? '');
  if (end.eventsWritten !== events || !isLast)
    return `The export was made of ${end.eventsWritten} rows up to row ${end.lastSequence}, and these are others.${missing}`;
  return missing === '' ? null : missing.trim();
}

function intactText({ events, gaps, last }: Progress): string {
  const filtered = gaps > 0 ? ` Rows were left out by a filter in ${gaps} places.` : '';
  const upTo = last === null ? '' : ` up to row ${last.sequence}`;
  return `All ${events} rows${upTo} are unchanged.${filtered}`;
}

function result(state: Progress, firstBadLine: number | null, text: string): ExportVerification {
  return {
    isIntact: firstBadLine === null,
    eventsChecked: state.events,
    firstBadLine,
    gaps: state.gaps,
    lastSequence: state.last?.sequence ?? 0,
    lastHash: state.last?.hash ?? '',
    text,
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
