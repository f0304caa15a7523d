import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ConnectionStep, ConnectionTest } from '../../shared/domain/connection-test.ts';
import { useAction } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

const text = accountsText.test;

const ICONS = {
  waiting: CircleDashed,
  running: LoaderCircle,
  passed: CircleCheck,
  warning: TriangleAlert,
  failed: CircleX,
  skipped: CircleDashed,
} as const;

/** What was tried, as it goes on: each step, what it found, and what the person does where it failed. */
export function TestSteps({ test }: { readonly test: ConnectionTest }) {
  return (
    <section className="stack" aria-label={text.title}>
      <div className="row">
        <strong role="status">{text.states[test.state]}</strong>
      </div>
      <ol className="test-steps">
        {test.steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      {test.state === 'choosing' ? <Choices test={test} /> : null}
    </section>
  );
}

function Step({ step }: { readonly step: ConnectionStep }) {
  const Icon = ICONS[step.state];
  return (
    <li className={`test-step test-step-${step.state}`}>
      <Icon size={16} className={step.state === 'running' ? 'spin' : ''} aria-hidden />
      <div className="test-step-text">
        <span>
          {text.steps[step.name]}
          <span className="visually-hidden">{`: ${text.stepStates[step.state]}`}</span>
        </span>
        {step.text === null || step.text === '' ? null : <div className="soft small">{step.text}</div>}
        {step.nextStep === null ? null : (
          <div className={step.state === 'failed' ? 'field-error' : 'field-hint'}>{step.nextStep}</div>
        )}
      </div>
    </li>
  );
}

function Choices({ test }: { readonly test: ConnectionTest }) {
  const choose = useAction('connections.choose');
  return (
    <fieldset className="choice-list" aria-label={text.choose}>
      {test.choices.map((choice, index) => (
        <Button
          key={`${choice.tigerIdLastFour} ${choice.lastFour}`}
          isBusy={choose.isBusy}
          onClick={() => void choose.run({ testId: test.id, choice: index })}
        >
          {text.choice(choice.lastFour, choice.tigerIdLastFour, choice.license)}
        </Button>
      ))}
      <ErrorNotice error={choose.error} />
    </fieldset>
  );
}
