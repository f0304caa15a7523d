import * as z from 'zod';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { accountInput, booleanInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** A large plan has 2,000; an answer of that size helps nobody. */
const SYMBOLS_SHOWN_MAX = 200;

const input = z.strictObject({
  account_id: accountInput('Account to look at; without it a ready one is used.').optional(),
  include_symbols: booleanInput()
    .optional()
    .describe('Also the symbols that are free to ask again. Default false.'),
});

const output = z.strictObject({
  ...accountFields,
  quotas: z.array(
    z.strictObject({
      kind: z.enum(['stock', 'future', 'option', 'unknown']),
      used: z.int().nullable().describe('Symbols asked for within 30 days.'),
      remaining: z.int().nullable().describe('New symbols that may still be asked for; null: not said.'),
      symbols: z
        .array(z.strictObject({ symbol: z.string(), last_asked: z.string().nullable() }))
        .describe('Empty unless include_symbols is true.'),
      truncated: z.boolean().describe(`true: only ${SYMBOLS_SHOWN_MAX} of the symbols are shown.`),
    }),
  ),
  total: z.int(),
  ...provenanceFields,
});

export const getKlineQuota = readTool({
  name: 'tiger_get_kline_quota',
  title: 'Get price history quota',
  description:
    'How many more symbols may be asked for price bars in 30 days, by kind. A symbol asked for within 30 days is free to ask again. Use it before asking for bars of many symbols.',
  toolset: 'quotas',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id, include_symbols = false }, context) => {
    const { account, read } = context.accounts.readable(account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const { quotas, provenance } = await read('quotas.history', {}, options);
    return {
      ...accountJson(account),
      quotas: quotas.map(({ kind, used, remaining, symbols }) => {
        const shown = include_symbols ? symbols.slice(0, SYMBOLS_SHOWN_MAX) : [];
        return {
          kind,
          used,
          remaining,
          symbols: shown.map(({ symbol, lastAskedMs }) => ({ symbol, last_asked: isoTime(lastAskedMs) })),
          truncated: include_symbols && shown.length < symbols.length,
        };
      }),
      total: quotas.length,
      ...provenanceJson(provenance, context.clock.nowMs()),
    };
  },
});
