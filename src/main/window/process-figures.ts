import { app } from 'electron';
import type { ProcessFigures } from '../accounts/process-reports.ts';

const KIB = 1_024;

/** As Electron has them, for every process of the app. */
export function processFigures(): readonly ProcessFigures[] {
  return app.getAppMetrics().map(({ pid, memory, cpu }) => ({
    pid,
    residentBytes: memory.workingSetSize * KIB,
    cpuPercent: cpu.percentCPUUsage,
  }));
}
