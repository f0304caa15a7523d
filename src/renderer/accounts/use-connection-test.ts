import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { ConnectionTest } from '../../shared/domain/connection-test.ts';
import { call } from '../api.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import type { GivenFiles } from './given-files.ts';

export interface ConnectionTesting {
  /** null before the first one. */
  readonly test: ConnectionTest | null;
  readonly error: ErrorWire | null;
  readonly isBusy: boolean;
  /** Forgets the test before, and begins another. */
  readonly begin: (files: GivenFiles) => Promise<void>;
}

/** One test at a time; whoever leaves the page lets main forget the credentials. */
export function useConnectionTest(accountId: AccountId | null): ConnectionTesting {
  const { api } = useModel();
  const start = useAction('connections.test');
  const [testId, setTestId] = useState<string | null>(null);
  const current = useRead('connections.get', testId === null ? null : { testId });
  const open = useRef<string | null>(null);
  const forget = useCallback(() => {
    if (open.current !== null) void call(api, 'connections.cancel', { testId: open.current });
    open.current = null;
  }, [api]);
  useEffect(() => forget, [forget]);
  const { run } = start;
  const begin = useCallback(
    async ({ properties, token }: GivenFiles) => {
      forget();
      setTestId(null);
      if (properties === null) return;
      const test = await run({ accountId, properties: properties.text, tokenFile: token?.text ?? null });
      open.current = test?.id ?? null;
      setTestId(open.current);
    },
    [forget, run, accountId],
  );
  return {
    test: testId === null ? null : current.value,
    error: start.error ?? (testId === null ? null : current.error),
    isBusy: start.isBusy,
    begin,
  };
}
