import type { ReactNode } from 'react';

export function TicketSection(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="ticket-section" aria-label={props.title}>
      <div className="ticket-section-head">
        <h2>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
