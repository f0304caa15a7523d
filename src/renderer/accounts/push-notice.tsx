import { Radio } from 'lucide-react';
import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText as text } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';

/** Only while a person has to do something: another program has the connection, or the service refuses it. */
export function PushNotice({ account }: { readonly account: Account }) {
  const { reads } = useModel();
  const takeBack = useAction('accounts.takePushBack');
  const { state, text: why } = account.push;
  if (state !== 'kicked_out' && state !== 'refused') return null;
  return (
    <>
      <Notice
        tone="warning"
        title={text.pushTitle[state]}
        action={
          <Button
            isSmall
            icon={<Radio size={13} aria-hidden />}
            isBusy={takeBack.isBusy}
            aria-label={text.takePushBackName(account.alias)}
            onClick={async () => {
              await takeBack.run({ accountId: account.id });
              reads.refresh(['accounts.list']);
            }}
          >
            {text.takePushBack[state]}
          </Button>
        }
      >
        {why}
      </Notice>
      <ErrorNotice error={takeBack.error} />
    </>
  );
}
