import { useState } from 'react';
import { settingsText as text } from '../i18n/en-settings.ts';

interface HoldSecondsProps {
  readonly seconds: number;
  readonly secondsMax: number;
  readonly onChange: (seconds: number) => void;
}

/** Saved when the slider is let go: each step between is nobody's wish, and would be an audit row. */
export function HoldSeconds({ seconds, secondsMax, onChange }: HoldSecondsProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? seconds;
  const settle = () => {
    if (dragged !== null && dragged !== seconds) onChange(dragged);
    setDragged(null);
  };
  return (
    <div className="row">
      <input
        type="range"
        className="slider"
        aria-label={text.hold}
        aria-valuetext={text.seconds(shown)}
        min={0}
        max={secondsMax}
        step={5}
        value={shown}
        onChange={(event) => setDragged(event.target.valueAsNumber)}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
      <output className="slider-value">{text.seconds(shown)}</output>
    </div>
  );
}
