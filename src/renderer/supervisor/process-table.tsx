import { RotateCw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../shared/domain/account.ts';
import { healthOf } from '../../shared/domain/account-health.ts';
import type { ProcessReport } from '../../shared/domain/process-report.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { supervisorText as text } from '../i18n/en-supervisor.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { formatClock } from '../i18n/format-time.ts';
import { accountHealthTone } from '../i18n/status-tone.ts';
import { AccountName } from '../ui/account-name.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ProcessDrawer } from './process-drawer.tsx';
import { formatBytes, memoryOf } from './process-figures.ts';

interface ProcessTableProps {
  readonly processes: readonly ProcessReport[];
  readonly accounts: readonly Account[];
}

export function ProcessTable({ processes, accounts }: ProcessTableProps) {
  const [opened, setOpened] = useState<string | null>(null);
  const { columns, columnHints } = text;
  const shown = processes.find(({ name }) => name === opened) ?? null;
  const accountOf = ({ accountId }: ProcessReport) => accounts.find(({ id }) => id === accountId) ?? null;
  return (
    <>
      <table className="table process-table">
        <thead>
          <tr>
            <th scope="col">{columns.process}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col" className="number">
              {columns.memory}
            </th>
            <th scope="col" className="number" title={columnHints.cpu}>
              {columns.cpu}
            </th>
            <th scope="col" className="number">
              {columns.restarts}
            </th>
            <th scope="col" className="number" title={columnHints.latency}>
              {columns.latency}
            </th>
            <th scope="col" className="number" title={columnHints.queue}>
              {columns.queue}
            </th>
            <th scope="col">{columns.lastError}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {processes.map((process) => (
            <ProcessRow
              key={process.name}
              process={process}
              account={accountOf(process)}
              onOpen={() => setOpened(process.name)}
            />
          ))}
        </tbody>
      </table>
      {shown === null ? null : (
        <ProcessDrawer
          process={shown}
          title={nameOf(shown, accountOf(shown))}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

interface ProcessRowProps {
  readonly process: ProcessReport;
  readonly account: Account | null;
  readonly onOpen: () => void;
}

function nameOf({ role, name }: ProcessReport, account: Account | null): string {
  return account?.alias ?? (role === 'account' ? name : text.roles[role]);
}

function ProcessRow({ process, account, onOpen }: ProcessRowProps) {
  const { latency, lastError, restarts, pid } = process;
  const [lastRestart] = restarts;
  const name = nameOf(process, account);
  return (
    <tr>
      <td>
        <div className="cell-main">{account === null ? name : <AccountName account={account} />}</div>
        <div className="cell-sub">{pid === null ? process.name : text.pid(pid)}</div>
      </td>
      <td>
        <StateBadge process={process} account={account} />
      </td>
      <td className="number">
        {formatBytes(memoryOf(process))}
        {process.proportionalBytes === null || process.residentBytes === null ? null : (
          <div className="cell-sub">{text.resident(formatBytes(process.residentBytes))}</div>
        )}
      </td>
      <td className="number">
        {process.cpuPercent === null ? ABSENT : `${process.cpuPercent.toFixed(1)} %`}
      </td>
      <td className="number">
        {process.restartsTotal}
        {lastRestart === undefined ? null : <div className="cell-sub">{formatClock(lastRestart.atMs)}</div>}
      </td>
      <td className="number">
        {latency === null ? ABSENT : text.milliseconds(latency.p50Ms, latency.p99Ms)}
      </td>
      <td className="number">{process.callsInFlight ?? ABSENT}</td>
      <td className="process-error" title={lastError?.text}>
        {lastError === null ? <span className="faint">{ABSENT}</span> : lastError.text}
      </td>
      <td>
        <RowActions process={process} account={account} name={name} onOpen={onOpen} />
      </td>
    </tr>
  );
}

function StateBadge({ process, account }: Pick<ProcessRowProps, 'process' | 'account'>) {
  if (account !== null) {
    const { health } = healthOf(account);
    return <Badge tone={accountHealthTone(health)}>{accountsText.health[health]}</Badge>;
  }
  const isRunning = process.pid !== null;
  return <Badge tone={isRunning ? 'safe' : 'danger'}>{isRunning ? text.running : text.notRunning}</Badge>;
}

function RowActions({ process, account, name, onOpen }: ProcessRowProps & { readonly name: string }) {
  const { reads } = useModel();
  const restartAccount = useAction('accounts.restart');
  const restartExchange = useAction('supervisor.restartExchange');
  const { role, accountId } = process;
  const canRestart = role === 'exchange' || (account?.isEnabled ?? false);
  const restart = async () => {
    if (role === 'exchange') await restartExchange.run({});
    else if (accountId !== null) await restartAccount.run({ accountId });
    reads.refresh(['supervisor.get', 'accounts.list']);
  };
  return (
    <div className="row process-actions">
      {canRestart ? (
        <Button
          isSmall
          icon={<RotateCw size={13} aria-hidden />}
          isBusy={restartAccount.isBusy || restartExchange.isBusy}
          aria-label={text.restartName(name)}
          onClick={() => void restart()}
        >
          {text.restart}
        </Button>
      ) : null}
      <Button
        isSmall
        icon={<ScrollText size={13} aria-hidden />}
        aria-label={text.detailsName(name)}
        onClick={onOpen}
      >
        {text.details}
      </Button>
      <ErrorNotice error={restartAccount.error ?? restartExchange.error} />
    </div>
  );
}
