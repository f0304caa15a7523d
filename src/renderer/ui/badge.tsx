import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'safe' | 'warning' | 'danger' | 'accent';

export function Badge(props: {
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span className={`badge badge-${props.tone ?? 'neutral'}`} title={props.title}>
      {props.children}
    </span>
  );
}
