import type { AiClient } from '../../shared/domain/ai-client.ts';
import { connectText as text } from '../i18n/en-connect.ts';
import { ABSENT, groupDigits } from '../i18n/format-number.ts';
import { AgeSince } from '../ui/age.tsx';
import { Badge } from '../ui/badge.tsx';

/** The connected ones first, then the latest. */
function inOrder(clients: readonly AiClient[]): readonly AiClient[] {
  const isGone = (client: AiClient) => Number(client.disconnectedAtMs !== null);
  return [...clients].sort(
    (left, right) => isGone(left) - isGone(right) || right.connectedAtMs - left.connectedAtMs,
  );
}

export function ClientTable({ clients }: { readonly clients: readonly AiClient[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{text.columns.client}</th>
          <th scope="col">{text.columns.state}</th>
          <th scope="col" className="number">
            {text.columns.calls}
          </th>
          <th scope="col" className="number">
            {text.columns.refusals}
          </th>
          <th scope="col" className="number">
            {text.columns.last}
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder(clients).map((client) => (
          <ClientRow key={client.connectionId} client={client} />
        ))}
      </tbody>
    </table>
  );
}

function ClientRow({ client }: { readonly client: AiClient }) {
  const facts = [
    client.version ?? text.noVersion,
    client.protocolVersion === null ? null : text.protocol(client.protocolVersion),
  ];
  return (
    <tr>
      <td>
        <div className="cell-main">{client.name}</div>
        <div className="cell-sub">{facts.filter((fact) => fact !== null).join(' · ')}</div>
      </td>
      <td>
        <span className="row">
          {client.disconnectedAtMs === null ? (
            <Badge tone="safe">{text.connected}</Badge>
          ) : (
            <Badge>{text.disconnected}</Badge>
          )}
          <span className="faint small">
            <AgeSince atMs={client.disconnectedAtMs ?? client.connectedAtMs} />
          </span>
        </span>
      </td>
      <td className="number">{groupDigits(String(client.callsTotal))}</td>
      <td className="number">{groupDigits(String(client.refusalsTotal))}</td>
      <td className="number">
        {client.lastCallAtMs === null ? ABSENT : <AgeSince atMs={client.lastCallAtMs} />}
      </td>
    </tr>
  );
}
