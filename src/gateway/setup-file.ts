import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { decimalSchema } from '../shared/domain/decimal.ts';
import type { DeveloperSetup } from './demo-accounts.ts';

/** Far more than one person has; a file beyond it is not meant. */
const DEVELOPERS_MAX = 20;
const ACCOUNTS_MAX = 20;

const money = decimalSchema.refine((amount) => !amount.startsWith('-'), 'must not be below zero').optional();
const setupSchema = z
  .array(
    z.strictObject({
      tigerId: z.string().regex(/^\d{4,20}$/, 'must be digits'),
      license: z.enum(['TBNZ', 'TBSG', 'TBHK', 'TBAU', 'TBUS']).optional(),
      accounts: z
        .array(
          z.strictObject({
            account: z.string().regex(/^(\d{5,20}|D?U\d{4,12})$/, 'is no account number'),
            cash: z.strictObject({ USD: money, HKD: money }).optional(),
          }),
        )
        .min(1)
        .max(ACCOUNTS_MAX),
    }),
  )
  .min(1)
  .max(DEVELOPERS_MAX);

/** The developers of `--accounts FILE`. @throws Error with a text for the person who typed it */
export function readSetupFile(path: string): readonly DeveloperSetup[] {
  const result = setupSchema.safeParse(parse(path));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `--accounts: ${issue?.path.join('.')} ${issue?.message}. The form is [{"tigerId","accounts":[{"account"}]}]`,
    );
  }
  return result.data.map(({ tigerId, license, accounts }) => ({
    tigerId,
    ...(license === undefined ? {} : { license }),
    accounts: accounts.map(({ account, cash }) => ({
      account,
      ...(cash === undefined ? {} : { cash: amounts(cash) }),
    })),
  }));
}

function amounts({ USD, HKD }: { readonly USD?: string | undefined; readonly HKD?: string | undefined }) {
  return { ...(USD === undefined ? {} : { USD }), ...(HKD === undefined ? {} : { HKD }) };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error(`--accounts: ${path} cannot be read as JSON`);
  }
}
