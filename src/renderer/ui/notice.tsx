import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeTone = 'neutral' | 'safe' | 'warning' | 'danger';

const ICONS = { neutral: Info, safe: CircleCheck, warning: TriangleAlert, danger: OctagonAlert };

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** alert: it says what just went wrong. status: it says the result of what the user did. */
  readonly role?: 'alert' | 'status';
}

export function Notice(props: NoticeProps) {
  const { tone = 'neutral', title, children, action, role } = props;
  const Icon = ICONS[tone];
  return (
    <div className={`notice notice-${tone}`} role={role}>
      <Icon size={16} aria-hidden />
      <div className="notice-body">
        {title === undefined ? null : <div className="notice-title">{title}</div>}
        {children === undefined ? null : <div className="soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
