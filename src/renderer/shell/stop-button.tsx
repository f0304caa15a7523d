import { OctagonX } from 'lucide-react';
import { isSameTarget, type StopTarget } from '../../shared/domain/trading-stop.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

interface StopButtonProps {
  readonly target: StopTarget;
  readonly label: string;
  readonly stoppedLabel: string;
  readonly accessibleName?: string;
  readonly hint?: string;
  readonly isSmall?: boolean;
}

/** Stops at the first click: one too many costs a sentence to type, one too late costs money. */
export function StopButton(props: StopButtonProps) {
  const { target, label, stoppedLabel, accessibleName, hint, isSmall = false } = props;
  const { reads } = useModel();
  const stops = useRead('stops.list', {}).value;
  const trip = useAction('stops.trip');
  const isStopped = stops?.some((stop) => isSameTarget(stop.target, target)) ?? false;
  const stop = async () => {
    await trip.run({ target, level: 1 });
    reads.refresh(['stops.list']);
  };
  return (
    <>
      <Button
        variant="danger"
        isSmall={isSmall}
        icon={<OctagonX size={isSmall ? 13 : 15} aria-hidden />}
        isBusy={trip.isBusy}
        disabled={isStopped}
        title={hint}
        aria-label={isStopped ? undefined : accessibleName}
        onClick={() => void stop()}
      >
        {isStopped ? stoppedLabel : label}
      </Button>
      <ErrorNotice error={trip.error} />
    </>
  );
}
