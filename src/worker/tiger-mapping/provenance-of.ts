import type { Provenance } from '../../shared/domain/provenance.ts';
import type { TigerReply } from '../../tiger/method.ts';

/** Where an answer came from. `asOfMs` is the broker's own time of the figure, if it gave one. */
export function provenanceOf(
  reply: Omit<TigerReply<unknown>, 'data'>,
  figure: { readonly asOfMs: number | null; readonly isDelayed: boolean | null },
): Provenance {
  return {
    asOfMs: figure.asOfMs,
    brokerTimeMs: reply.brokerTimeMs,
    receivedAtMs: reply.receivedAtMs,
    isDelayed: figure.isDelayed,
    isSimulated: reply.isSimulated,
  };
}
