import * as z from 'zod';
import { marketSchema, securityTypeSchema } from '../../../../shared/domain/instrument.ts';
import type { ReadContract } from '../../../../shared/ipc/worker-calls/quote-calls.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { symbolsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { unknownSymbols } from '../quotes/unknown-symbols.ts';

/** As in the original; each contract is about 500 bytes. */
const SYMBOLS_MAX = 20;
const flag = z.boolean().nullable();

const input = z.strictObject({
  symbols: symbolsInput(SYMBOLS_MAX),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  contracts: z.array(
    z.strictObject({
      symbol: z.string(),
      name: untrustedText,
      market: marketSchema.nullable(),
      exchange: z.string().nullable(),
      currency: z.string().nullable(),
      security_type: securityTypeSchema,
      lot_size: figure.describe('Orders must be a multiple of it.'),
      multiplier: figure,
      tick_sizes: z
        .array(z.strictObject({ from: z.string(), to: figure, size: z.string() }))
        .describe('Price step from price `from` up to `to` (null: no upper end).'),
      tradeable: flag,
      marginable: flag,
      shortable: flag,
      close_only: flag,
      etf: flag,
      fractional: flag,
      ...provenanceFields,
    }),
  ),
  not_found: z.array(z.string()).describe('Symbols that the broker does not know.'),
});

export const getContracts = readTool({
  name: 'tiger_get_contracts',
  title: 'Get contracts',
  description:
    'Name, exchange, currency, lot size, price steps of up to 20 symbols, and whether they can be traded. Use it to check a symbol and to make quantity and price valid.',
  toolset: 'contracts',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbols, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const contracts = await read('contracts.get', { symbols }, options);
    if (contracts.length === 0) throw unknownSymbols(symbols);
    const known = new Set<string>(contracts.map(({ symbol }) => symbol));
    return {
      ...accountJson(account),
      contracts: contracts.map((contract) => contractJson(contract, context.clock.nowMs())),
      not_found: symbols.filter((symbol) => !known.has(symbol)),
    };
  },
});

function contractJson(contract: ReadContract, nowMs: number) {
  return {
    symbol: contract.symbol,
    name: contract.name,
    market: contract.market,
    exchange: contract.exchange,
    currency: contract.currency,
    security_type: contract.securityType,
    lot_size: contract.lotSize,
    multiplier: contract.multiplier,
    tick_sizes: contract.tickSizes.map(({ from, to, size }) => ({ from, to, size })),
    tradeable: contract.isTradeable,
    marginable: contract.isMarginable,
    shortable: contract.isShortable,
    close_only: contract.isCloseOnly,
    etf: contract.isEtf,
    fractional: contract.supportsFractional,
    ...provenanceJson(contract.provenance, nowMs),
  };
}
