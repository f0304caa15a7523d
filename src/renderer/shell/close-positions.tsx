import { DoorOpen } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction } from '../app-context.tsx';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** Level 3 of the kill switch begins here and is decided in the approval window. */
export function ClosePositionsOf({ accountId }: { readonly accountId: string }) {
  const open = useAction('flatten.open');
  return (
    <>
      <Button
        isSmall
        icon={<DoorOpen size={13} aria-hidden />}
        isBusy={open.isBusy}
        title={text.openHint}
        onClick={() => void open.run({ accountId })}
      >
        {text.open}
      </Button>
      <ErrorNotice error={open.error} />
    </>
  );
}

export function ClosePositions({ account }: { readonly account: Account }) {
  return account.state === 'ready' ? <ClosePositionsOf accountId={account.id} /> : null;
}
