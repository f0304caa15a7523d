import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import { findScannerField, SCANNER_FIELDS } from '../../../../shared/domain/scanner-fields.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const TAGS_PER_ANSWER_MAX = 300;
const FIELD_LENGTH_MAX = 60;

const output = z.strictObject({
  ...accountFields,
  market: marketSchema,
  field: z.string(),
  tags: z.array(z.strictObject({ tag: z.string(), name: untrustedText })),
  total: z.int(),
  truncated: z.boolean().describe(`true: only ${TAGS_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getScannerTags = readTool({
  name: 'tiger_get_scanner_tags',
  title: 'Get scanner tags',
  description: 'Tags that tiger_scan_market can filter one field by.',
  toolset: 'scanner',
  input: z.strictObject({
    market: wordInput(marketSchema.options as ['US', 'HK', 'SG', 'CN']),
    field: z.string().min(1).max(FIELD_LENGTH_MAX).describe('Industry, Concept, Type, ...'),
    ...dataAccountInput,
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ market, field, data_account_id }, context) => {
    const found = findScannerField(field);
    if (found === null || found.type !== 'MultiTagField') throw noTagField(field);
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const list = await read('scanner.tags', { market, member: found.field.member }, options);
    return {
      ...accountJson(account),
      market,
      field: found.field.member,
      tags: list.tags.slice(0, TAGS_PER_ANSWER_MAX),
      total: list.tags.length,
      truncated: list.tags.length > TAGS_PER_ANSWER_MAX,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

function noTagField(field: string): AppError {
  const legal = SCANNER_FIELDS.MultiTagField.map(({ member }) => member).join(', ');
  return new AppError('invalid_input', `field: "${field.slice(0, FIELD_LENGTH_MAX)}" has no tags`, {
    nextStep: `Use one of: ${legal}.`,
  });
}
