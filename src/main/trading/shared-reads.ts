import type { AccountReads } from '../accounts/account-directory.ts';

/**
 * Reads of one moment for several orders: what two of them ask alike is asked once. It forgets nothing, so it is made for
 * one gathering and thrown away.
 */
export function sharedReads(reads: AccountReads): AccountReads {
  const asked = new Map<string, Promise<unknown>>();
  const read: AccountReads['read'] = (name, input, options) => {
    const key = `${name} ${JSON.stringify(input)}`;
    const known = asked.get(key);
    if (known !== undefined) return known as ReturnType<typeof reads.read<typeof name>>;
    const reading = reads.read(name, input, options);
    asked.set(key, reading);
    return reading;
  };
  return { read };
}
