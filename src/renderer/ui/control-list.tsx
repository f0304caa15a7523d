import { CircleCheck, Hand, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ControlLevel, ControlResult } from '../../shared/domain/control.ts';
import { controlLevelWords, controlTitles } from '../i18n/en-domain.ts';
import { uiText } from '../i18n/en-ui.ts';
import { LEVELS_BY_WEIGHT } from '../i18n/status-tone.ts';

const ICONS: Readonly<Record<ControlLevel, LucideIcon>> = {
  block: Hand,
  danger: OctagonAlert,
  warning: TriangleAlert,
  pass: CircleCheck,
};

interface ControlListProps {
  readonly controls: readonly ControlResult[];
  /** What the card puts under a control: its acknowledgement. */
  readonly actionFor?: ((control: ControlResult) => ReactNode) | undefined;
}

/** Grouped FORBIDDEN, DANGER, WARNING, SAFE; what passed is folded, since it needs no decision. */
export function ControlList({ controls, actionFor }: ControlListProps) {
  return (
    <div className="controls">
      {LEVELS_BY_WEIGHT.map((level) => (
        <ControlGroup
          key={level}
          level={level}
          controls={controls.filter((control) => control.level === level)}
          actionFor={actionFor}
        />
      ))}
    </div>
  );
}

function ControlGroup({ level, controls, actionFor }: ControlListProps & { readonly level: ControlLevel }) {
  if (controls.length === 0) return null;
  const rows = (
    <ul className="control-rows">
      {controls.map((control) => (
        <ControlRow key={control.control} control={control} action={actionFor?.(control)} />
      ))}
    </ul>
  );
  if (level === 'pass') {
    return (
      <details className="control-group">
        <summary className="control-head control-pass">
          <LevelHead level={level} count={controls.length} />
        </summary>
        {rows}
      </details>
    );
  }
  return (
    <section className="control-group" aria-label={controlLevelWords[level]}>
      <div className={`control-head control-${level}`}>
        <LevelHead level={level} count={controls.length} />
      </div>
      {rows}
    </section>
  );
}

function LevelHead({ level, count }: { readonly level: ControlLevel; readonly count: number }) {
  const Icon = ICONS[level];
  return (
    <>
      <Icon size={14} aria-hidden />
      <span>{controlLevelWords[level]}</span>
      <span className="control-count">{count}</span>
    </>
  );
}

function ControlRow(props: { readonly control: ControlResult; readonly action: ReactNode }) {
  const { control, action } = props;
  return (
    <li className="control-row">
      <div>
        <strong>{controlTitles[control.control]}.</strong> {control.text}
      </div>
      {control.value === null && control.limit === null ? null : (
        <div className="faint small">
          {control.value === null ? '' : `${uiText.measured} ${control.value}`}
          {control.value !== null && control.limit !== null ? ' · ' : ''}
          {control.limit === null ? '' : `${uiText.limit} ${control.limit}`}
        </div>
      )}
      {action}
    </li>
  );
}
