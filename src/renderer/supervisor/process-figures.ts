import type { ProcessReport } from '../../shared/domain/process-report.ts';
import { supervisorText } from '../i18n/en-supervisor.ts';
import { ABSENT } from '../i18n/format-number.ts';

const MEBIBYTE = 1_048_576;

/** PSS where there is one, else what is resident. */
export function memoryOf(process: ProcessReport): number | null {
  return process.proportionalBytes ?? process.residentBytes;
}

export function formatBytes(bytes: number | null): string {
  return bytes === null ? ABSENT : supervisorText.mebibytes((bytes / MEBIBYTE).toFixed(1));
}

/** Processes that do not say are left out. */
export function memoryTotal(processes: readonly ProcessReport[]): number {
  return processes.reduce((total, process) => total + (memoryOf(process) ?? 0), 0);
}
