import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { LIFT_STOP_SENTENCE, stopTargetId, type TradingStop } from '../../shared/domain/trading-stop.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { stopsText as text } from '../i18n/en-stops.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TypedSentence } from '../ui/typed-sentence.tsx';
import { ClosePositionsOf } from './close-positions.tsx';

/** What is stopped now. Only the main window can lift a stop, so that nobody does it in the hurry of an approval. */
export function StopBanner({ canLift }: { readonly canLift: boolean }) {
  const stops = useRead('stops.list', {});
  if (stops.error !== null) return <ErrorNotice error={stops.error} onRetry={stops.reload} />;
  if (stops.value === null || stops.value.length === 0) return null;
  return (
    <section className="stop-banner" aria-label={text.banner}>
      {stops.value.map((stop) => (
        <StopRow key={`${stop.target.scope} ${stopTargetId(stop.target)}`} stop={stop} canLift={canLift} />
      ))}
    </section>
  );
}

function StopRow({ stop, canLift }: { readonly stop: TradingStop; readonly canLift: boolean }) {
  const { target, level } = stop;
  const { reads } = useModel();
  const accounts = useRead('accounts.list', {}).value;
  const trip = useAction('stops.trip');
  const lift = useAction('stops.lift');
  const [isLifting, setLifting] = useState(false);
  const alias = accounts?.find(({ id }) => target.scope === 'account' && id === target.accountId)?.alias;
  const after = () => reads.refresh(['stops.list']);
  return (
    <div className="stop-row" role="status">
      <OctagonX className="stop-icon" size={16} aria-hidden />
      <div className="stop-words">
        <strong>{text.title(stop, alias ?? stopTargetId(target), formatDateTime(stop.trippedAtMs))}</strong>
        <span>
          {text.levels[level]} {canLift ? '' : text.liftElsewhere}
        </span>
        {stop.trippedByClient === null ? null : (
          <span className="truncate">{text.byClient(stop.trippedByClient, stop.reason)}</span>
        )}
        <ErrorNotice error={trip.error ?? lift.error} />
        {isLifting ? (
          <TypedSentence
            sentence={LIFT_STOP_SENTENCE}
            label={text.liftLabel}
            submitLabel={text.liftSubmit}
            isBusy={lift.isBusy}
            onSubmit={(typedSentence) => void lift.run({ target, typedSentence }).then(after)}
            onCancel={() => setLifting(false)}
          />
        ) : null}
      </div>
      {level >= 2 ? null : (
        <Button
          isSmall
          variant="danger"
          isBusy={trip.isBusy}
          onClick={() => void trip.run({ target, level: 2 }).then(after)}
        >
          {text.cancelToo}
        </Button>
      )}
      {canLift && target.scope === 'account' && level >= 2 ? (
        <ClosePositionsOf accountId={target.accountId} />
      ) : null}
      {canLift && !isLifting ? (
        <Button isSmall onClick={() => setLifting(true)}>
          {text.lift}
        </Button>
      ) : null}
    </div>
  );
}
