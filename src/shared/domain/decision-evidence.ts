import * as z from 'zod';

const quoteSchema = z
  .object({
    symbol: z.string(),
    bidPrice: z.string().nullable(),
    askPrice: z.string().nullable(),
    lastPrice: z.string().nullable(),
    provenance: z.object({ asOfMs: z.number().nullable() }),
  })
  .nullable();
const previewSchema = z
  .object({
    commission: z.string().nullable(),
    commissionCurrency: z.string().nullable(),
    initialMarginAfter: z.string().nullable(),
    availableAfter: z.string().nullable(),
    marginCurrency: z.string().nullable(),
    message: z.string().nullable(),
  })
  .nullable();
/** A transfer has neither. */
const shownSchema = z.object({ quote: quoteSchema.optional(), preview: previewSchema.optional() });

/** What is read of the detail of `approval.decided`: the log is of many versions of the app, and may hold more or less. */
const evidenceSchema = z.object({
  decision: z.enum(['approve', 'decline', 'grant']),
  seal: z.string().nullish(),
  note: z.string().nullish(),
  grantId: z.string().nullish(),
  provenBy: z.string().nullish(),
  acknowledged: z.array(z.string()).nullish(),
  latencyMs: z.number().nullish(),
  holdMs: z.number().nullish(),
  controls: z.array(z.object({ control: z.string(), level: z.string(), text: z.string() })).nullish(),
  sealed: shownSchema
    .extend({
      policy: z.string(),
      mode: z.string(),
      combination: z.object({ legs: z.array(z.object({ quote: quoteSchema })) }).nullish(),
      /** Of a basket. */
      legs: z.array(shownSchema).optional(),
    })
    .nullish(),
});
type Evidence = z.infer<typeof evidenceSchema>;

export interface EvidenceLine {
  readonly label: string;
  readonly text: string;
}

const DECIDED: Readonly<Record<Evidence['decision'], string>> = {
  approve: 'Approved',
  decline: 'Declined',
  grant: 'Covered by a grant',
};

/**
 * What a decision was made upon, in words for a person who reads the log: figures as they were sealed, nothing rounded.
 * @param detail of an `approval.decided` row
 * @returns nothing, where the text is cut or of a form that this version does not know
 */
export function evidenceLines(detail: string): EvidenceLine[] {
  const { success, data } = evidenceSchema.safeParse(parsed(detail));
  if (!success) return [];
  const { sealed, seal, acknowledged, provenBy } = data;
  return [
    { label: 'Decision', text: decisionText(data) },
    ...(sealed?.legs ?? (sealed ? [sealed] : [])).flatMap(shownLines),
    ...(sealed?.combination?.legs ?? []).flatMap(({ quote }) => quoteLine(quote)),
    ...controlLines(data),
    ...line('Acknowledged', acknowledged?.length ? acknowledged.join(', ') : null),
    ...line('Proven by', provenBy),
    ...line('Rules', sealed ? `${sealed.mode}, ${sealed.policy}` : null),
    ...line('Seal', seal),
  ];
}

function decisionText({ decision, latencyMs, holdMs, note, grantId }: Evidence): string {
  const after = typeof latencyMs === 'number' ? ` after ${latencyMs} ms` : '';
  const held =
    decision === 'approve' && typeof holdMs === 'number' ? `, Approve held for at least ${holdMs} ms` : '';
  const why = note ? `: ${note}` : '';
  return `${DECIDED[decision]}${grantId ? ` ${grantId}` : ''}${after}${held}${why}`;
}

function shownLines({ quote, preview }: z.infer<typeof shownSchema>): EvidenceLine[] {
  return [...quoteLine(quote ?? null), ...previewLine(preview)];
}

function quoteLine(quote: z.infer<typeof quoteSchema>): EvidenceLine[] {
  if (quote === null) return [];
  const { symbol, bidPrice, askPrice, lastPrice, provenance } = quote;
  const asOf =
    provenance.asOfMs === null ? 'time unknown' : `as of ${new Date(provenance.asOfMs).toISOString()}`;
  const price = (name: string, value: string | null) => `${name} ${value ?? 'unknown'}`;
  const prices = [price('bid', bidPrice), price('ask', askPrice), price('last', lastPrice)];
  return [{ label: 'Quote', text: `${symbol}: ${[...prices, asOf].join(', ')}` }];
}

function previewLine(preview: z.infer<typeof previewSchema> | undefined): EvidenceLine[] {
  if (preview === undefined) return [];
  if (preview === null) return [{ label: 'Preview', text: 'none' }];
  const { commission, commissionCurrency, initialMarginAfter, availableAfter, marginCurrency, message } =
    preview;
  const figure = (name: string, value: string | null, currency: string | null) =>
    value === null ? [] : [`${name} ${value} ${currency ?? ''}`.trimEnd()];
  const parts = [
    ...figure('commission', commission, commissionCurrency),
    ...figure('initial margin after', initialMarginAfter, marginCurrency),
    ...figure('available after', availableAfter, marginCurrency),
    ...(message === null ? [] : [message]),
  ];
  return [{ label: 'Preview', text: parts.join(', ') }];
}

/** How many passed; what did not, in full. */
function controlLines({ controls }: Evidence): EvidenceLine[] {
  if (controls === null || controls === undefined) return [];
  const others = controls.filter(({ level }) => level !== 'pass');
  const passed = controls.length - others.length;
  const found = others.map(({ control, level, text }) => ({
    label: 'Control',
    text: `${level}, ${control}: ${text}`,
  }));
  return [...line('Controls', passed === 0 ? null : `${passed} passed`), ...found];
}

function line(label: string, text: string | null | undefined): EvidenceLine[] {
  return text === null || text === undefined ? [] : [{ label, text }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
