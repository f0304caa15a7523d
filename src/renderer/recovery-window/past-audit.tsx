import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ABSENT } from '../i18n/format-number.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { PastPages } from './past-pages.tsx';

const { columns } = text;

export function PastAudit() {
  return (
    <PastPages command="recovery.audit" title={text.tabs.audit} empty={text.empty.audit}>
      {(events) => (
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {columns.sequence}
              </th>
              <th scope="col">{columns.time}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.actor}</th>
              <th scope="col">{columns.summary}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.sequence}>
                <td className="number faint">{event.sequence}</td>
                <td className="soft nowrap">{event.atMs === null ? ABSENT : formatDateTime(event.atMs)}</td>
                <td className="mono">{event.kind}</td>
                <td className="soft">{event.clientName ?? event.actor}</td>
                <td>{event.summary}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PastPages>
  );
}
