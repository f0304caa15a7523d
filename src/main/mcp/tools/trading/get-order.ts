import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { accountFields, accountJson, isoTime, provenanceFields } from '../../account-fields.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { orderAccountInput, orderOf } from './account-of-order.ts';
import { brokerOrderFields, brokerOrderJson } from './broker-order-json.ts';
import { orderIdInput } from './cancel-order.ts';

const input = z.strictObject({
  order_id: orderIdInput(),
  ...orderAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...brokerOrderFields,
  ...provenanceFields,
});

export const getOrder = readTool({
  name: 'tiger_get_order',
  title: 'Get one order',
  description:
    'One order as the broker has it now: status, filled quantity, average price. Use it to follow an order.',
  toolset: 'trading',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ order_id, account_id }, context) => {
    const askedMs = context.clock.nowMs();
    const { account, order } = await orderOf(order_id, account_id, context);
    if (order === null) {
      throw new AppError('not_found', `The account "${account.alias}" has no order ${order_id}.`, {
        nextStep:
          'Name the account that has it in account_id; tiger_get_orders lists the orders of an account.',
      });
    }
    return {
      ...accountJson(account),
      ...brokerOrderJson(order),
      // Never kept: the order is as the broker had it after it was asked.
      as_of: isoTime(askedMs),
      age_ms: context.clock.nowMs() - askedMs,
      delayed: null,
      simulated: account.isDemo,
    };
  },
});
