import { ArrowLeft, Wallet } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FlattenRun, FlattenStyle } from '../../shared/domain/flatten.ts';
import { useAction, useRead } from '../app-context.tsx';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FlattenForm } from './flatten-form.tsx';
import { FlattenProgress } from './flatten-progress.tsx';

interface FlattenWizardProps {
  readonly accountId: string;
  readonly onDone: () => void;
}

/** Level 3 of the kill switch: look, choose, type, hold, and then what became of it. */
export function FlattenWizard({ accountId, onDone }: FlattenWizardProps) {
  const [style, setStyle] = useState<FlattenStyle>('limit');
  const [started, setStarted] = useState<FlattenRun | null>(null);
  const { run: makePlan, ...plan } = useAction('flatten.plan');
  const confirm = useAction('flatten.confirm');
  const latest = useRead('flatten.latest', { accountId });
  useEffect(() => void makePlan({ accountId, style }), [makePlan, accountId, style]);
  const isShown = (run: FlattenRun) => run.id === started?.id || run.state === 'running';
  const run = latest.value !== null && isShown(latest.value) ? latest.value : started;
  return (
    <div className="flatten">
      <header className="row">
        <Button isSmall variant="quiet" icon={<ArrowLeft size={14} aria-hidden />} onClick={onDone}>
          {text.back}
        </Button>
      </header>
      <ErrorNotice error={plan.error} onRetry={() => void makePlan({ accountId, style })} />
      {run !== null ? (
        <FlattenProgress
          run={run}
          onAgain={() => {
            setStarted(null);
            confirm.clearError();
            void makePlan({ accountId, style });
          }}
        />
      ) : plan.value === null ? null : plan.value.lines.length === 0 ? (
        <EmptyState icon={Wallet} title={text.none} text={text.noneText} />
      ) : (
        <FlattenForm
          key={plan.value.id}
          plan={plan.value}
          isBusy={confirm.isBusy}
          error={confirm.error}
          onStyle={setStyle}
          onRefresh={() => void makePlan({ accountId, style })}
          onConfirm={(input) => void confirm.run(input).then(setStarted)}
        />
      )}
    </div>
  );
}
