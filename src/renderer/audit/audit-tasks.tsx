import { FileDown, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AuditFilter } from '../../shared/ipc/commands/audit-commands.ts';
import type { CommandOutput } from '../api.ts';
import { useAction } from '../app-context.tsx';
import { auditText as text } from '../i18n/en-audit.ts';
import { groupDigits } from '../i18n/format-number.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

type Result =
  | { readonly kind: 'verified'; readonly value: CommandOutput<'audit.verify'> }
  | { readonly kind: 'exported'; readonly value: CommandOutput<'audit.export'> };

export interface AuditTasks {
  readonly buttons: ReactNode;
  readonly results: ReactNode;
}

/** Verifies the whole chain, and exports what the filter shows: the buttons and, apart from them, what came of it. */
export function useAuditTasks(filter: AuditFilter): AuditTasks {
  const verify = useAction('audit.verify');
  const exportEvents = useAction('audit.export');
  const [result, setResult] = useState<Result | null>(null);
  const runVerify = async () => {
    exportEvents.clearError();
    const value = await verify.run({});
    setResult(value === null ? null : { kind: 'verified', value });
  };
  const runExport = async (format: 'jsonl' | 'csv' | 'html') => {
    verify.clearError();
    const value = await exportEvents.run({ format, filter });
    setResult(value === null ? null : { kind: 'exported', value });
  };
  const download = <FileDown size={15} aria-hidden />;
  const buttons = (
    <>
      <Button
        icon={<ShieldCheck size={15} aria-hidden />}
        isBusy={verify.isBusy}
        onClick={() => void runVerify()}
      >
        {text.verify}
      </Button>
      <Button icon={download} isBusy={exportEvents.isBusy} onClick={() => void runExport('jsonl')}>
        {text.exportJsonl}
      </Button>
      <Button icon={download} isBusy={exportEvents.isBusy} onClick={() => void runExport('csv')}>
        {text.exportCsv}
      </Button>
      <Button icon={download} isBusy={exportEvents.isBusy} onClick={() => void runExport('html')}>
        {text.exportReport}
      </Button>
    </>
  );
  const results = (
    <>
      <ErrorNotice error={verify.error ?? exportEvents.error} />
      {result === null ? null : <ResultNotice result={result} />}
    </>
  );
  return { buttons, results };
}

function ResultNotice({ result }: { readonly result: Result }) {
  const show = useAction('app.showFile');
  if (result.kind === 'exported') {
    const { eventsWritten, path } = result.value;
    return (
      <Notice
        tone="safe"
        role="status"
        title={text.exported(groupDigits(String(eventsWritten)), path)}
        action={
          <Button isSmall onClick={() => void show.run({ file: 'export' })}>
            {text.showFile}
          </Button>
        }
      />
    );
  }
  const { isIntact, eventsChecked, firstBadSequence } = result.value;
  const title = isIntact
    ? text.verified(groupDigits(String(eventsChecked)))
    : text.broken(String(firstBadSequence ?? ''));
  return (
    <Notice tone={isIntact ? 'safe' : 'danger'} role="status" title={title}>
      {result.value.text}
    </Notice>
  );
}
