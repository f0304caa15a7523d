import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { type BrokerQueue, QUEUE_BROKERS_MAX } from '../../../../shared/domain/company.ts';
import { marketOfSymbol } from '../../../../shared/domain/instrument.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { stockInput } from './stock-input.ts';

const LIMIT_DEFAULT = 40;

const level = z.strictObject({
  level: z.int().nullable(),
  price: figure,
  broker_count: z.int().nullable(),
  brokers: z.array(z.strictObject({ id: z.string().nullable(), name: untrustedText })),
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  bids: z.array(level).describe('Best price first.'),
  asks: z.array(level),
  ...provenanceFields,
});

export const getStockBroker = readTool({
  name: 'tiger_get_stock_broker',
  title: 'Get broker queue',
  description: 'Which brokers queue at each price of a Hong Kong stock.',
  toolset: 'fundamentals',
  input: z.strictObject({
    symbol: stockInput(),
    limit: integerInput(1, QUEUE_BROKERS_MAX)
      .optional()
      .describe(`Brokers of a side, default ${LIMIT_DEFAULT}.`),
    ...dataAccountInput,
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, limit = LIMIT_DEFAULT, data_account_id }, context) => {
    if (marketOfSymbol(symbol) !== 'HK') {
      throw new AppError(
        'invalid_input',
        `symbol: ${symbol} is not of Hong Kong; only it has broker queues`,
        {
          nextStep: 'Use a Hong Kong code such as 00700.',
        },
      );
    }
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [queue, currencies] = await Promise.all([
      from.read('brokers.queue', { symbol, limit }, options),
      currenciesOf(from, [symbol], context),
    ]);
    return {
      ...accountJson(from.account),
      symbol,
      currency: currencies.get(symbol) ?? null,
      bids: queue.bids.map(levelJson),
      asks: queue.asks.map(levelJson),
      ...provenanceJson(queue.provenance, context.clock.nowMs()),
    };
  },
});

function levelJson({ level, price, brokerCount, brokers }: BrokerQueue['bids'][number]) {
  return { level, price, broker_count: brokerCount, brokers };
}
