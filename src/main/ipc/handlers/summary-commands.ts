import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { Clock } from '../../platform/clock.ts';
import { summaryCsv } from '../../trading/summary/summary-csv.ts';
import type { TradeSummaries } from '../../trading/trading.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface SummaryCommandsDeps {
  readonly trading: TradeSummaries;
  readonly audit: AuditLog;
  readonly exportsDir: string;
  readonly clock: Clock;
}

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

export function summaryCommands(deps: SummaryCommandsDeps): CommandArea<'summary'> {
  const { summaries } = deps.trading;
  return {
    'summary.get': (question) => summaries.summary(question),
    'summary.export': async (question) => {
      const summary = await summaries.summary(question);
      mkdirSync(deps.exportsDir, { recursive: true, mode: DIR_MODE });
      const stamp = new Date(deps.clock.nowMs()).toISOString().replaceAll(/[:.]/g, '-');
      // The page chooses no path: a window that was taken over could overwrite any file of the user.
      const path = join(deps.exportsDir, `summary-${summary.fromDay}-${summary.toDay}-${stamp}.csv`);
      writeFileSync(path, summaryCsv(summary), { mode: FILE_MODE, flag: 'wx' });
      await deps.audit.append({
        kind: 'summary.exported',
        actor: 'user',
        clientName: null,
        accountId: null,
        proposalId: null,
        brokerOrderId: null,
        summary: `Summary of ${summary.fromDay} to ${summary.toDay} exported`,
        detail: { zone: summary.zone },
      });
      return { path };
    },
  };
}
