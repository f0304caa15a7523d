import * as z from 'zod';

/** Where a figure comes from and how old it is. Every market and account answer carries it. */
export const provenanceSchema = z.strictObject({
  /** The broker's own time of the figure; null if it gave none. */
  asOfMs: z.number().int().nullable(),
  /** When the broker answered, on its clock. */
  brokerTimeMs: z.number().int().nullable(),
  /** When the answer reached us, on our clock. Freshness rules count from here: a quiet stock's last trade is old, its book is not. */
  receivedAtMs: z.number().int(),
  /** True: exchange data with a delay. null: the broker did not say. */
  isDelayed: z.boolean().nullable(),
  /** True: the figure is from the simulated exchange. */
  isSimulated: z.boolean(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** Age of the figure itself. The two clocks are never compared: broker time to broker time, then our own elapsed time. */
export function ageMs(provenance: Provenance, nowMs: number): number | null {
  if (provenance.asOfMs === null) return null;
  const ageAtReceipt =
    provenance.brokerTimeMs === null ? 0 : Math.max(0, provenance.brokerTimeMs - provenance.asOfMs);
  return ageAtReceipt + sinceReceiptMs(provenance, nowMs);
}

/** How long ago we asked the broker. */
export function sinceReceiptMs(provenance: Provenance, nowMs: number): number {
  return Math.max(0, nowMs - provenance.receivedAtMs);
}
