import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { auditText } from '../i18n/en-audit.ts';
import { auditActorWords } from '../i18n/en-domain.ts';
import { formatClock, formatDuration } from '../i18n/format-time.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { DecisionEvidence } from './decision-evidence.tsx';
import { prettyJson } from './pretty-json.ts';
import type { TimelineStep } from './timeline-steps.ts';

const text = auditText.timeline;
/** A line is read in about this time. */
const STEP_MS = 700;

/** Steps through the day: what had happened by then is above, the event of the moment is open. */
export function TimelinePlayer({ steps }: { readonly steps: readonly TimelineStep[] }) {
  const [place, setPlace] = useState(steps.length - 1);
  const [isPlaying, setPlaying] = useState(false);
  const last = steps.length - 1;
  const goTo = (index: number) => setPlace(Math.max(0, Math.min(last, index)));
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      setPlace((at) => Math.min(last, at + 1));
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [isPlaying, last]);
  useEffect(() => {
    if (place === last) setPlaying(false);
  }, [place, last]);
  const play = () => {
    // At the end it begins again, as every player does.
    if (place === last) setPlace(0);
    setPlaying(!isPlaying);
  };
  const position = text.position(String(place + 1), String(steps.length));
  return (
    <section className="panel replay" aria-label={auditText.view.timeline}>
      <div className="replay-bar">
        <Button
          icon={isPlaying ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
          onClick={play}
        >
          {isPlaying ? text.pause : text.play}
        </Button>
        <Button
          isSmall
          aria-label={text.back}
          icon={<ChevronLeft size={15} aria-hidden />}
          onClick={() => goTo(place - 1)}
        />
        <Button
          isSmall
          aria-label={text.forward}
          icon={<ChevronRight size={15} aria-hidden />}
          onClick={() => goTo(place + 1)}
        />
        <input
          type="range"
          className="slider replay-slider"
          aria-label={text.slider}
          aria-valuetext={position}
          min={0}
          max={last}
          value={place}
          onChange={(event) => goTo(event.target.valueAsNumber)}
        />
        <output className="soft nowrap">{position}</output>
      </div>
      <ol className="replay-steps">
        {steps.slice(0, place + 1).map((step, index) => (
          <Step
            key={step.event.sequence}
            step={step}
            isCurrent={index === place}
            onChoose={() => goTo(index)}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function Step({ step, isCurrent, onChoose }: StepProps) {
  const { event, afterMs, proposalNumber } = step;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={item} className="replay-step" aria-current={isCurrent ? 'step' : undefined}>
      <button type="button" className="replay-line" onClick={onChoose}>
        <span className="soft nowrap">{formatClock(event.atMs)}</span>
        <span className="faint nowrap">{afterMs === null ? '' : `+${formatDuration(afterMs)}`}</span>
        <span className="soft nowrap">{auditActorWords[event.actor]}</span>
        <span>{event.summary}</span>
        {proposalNumber === null ? null : (
          <Badge tone="neutral">{`${text.proposal} ${proposalNumber}`}</Badge>
        )}
      </button>
      {isCurrent ? (
        <div className="replay-detail">
          <DecisionEvidence event={event} />
          <pre className="code">{prettyJson(event.detail)}</pre>
        </div>
      ) : null}
    </li>
  );
}
