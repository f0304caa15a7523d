import type { Account } from '../../shared/domain/account.ts';
import { useAction, useModel } from '../app-context.tsx';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TestedFiles } from './tested-files.tsx';
import { useConnectionTest } from './use-connection-test.ts';

const text = accountsText.replace;

/** New credentials are tested first; until they have passed and are exchanged, the old ones stay in use. */
export function ReplaceCredentialsDrawer(props: { readonly account: Account; readonly onClose: () => void }) {
  const { account, onClose } = props;
  const { reads } = useModel();
  const testing = useConnectionTest(account.id);
  const replace = useAction('connections.replace');
  const { test } = testing;
  return (
    <Drawer title={text.title(account.alias)} onClose={onClose}>
      <div className="stack">
        <TestedFiles testing={testing} initial={null} hint={text.hint} />
        <ErrorNotice error={replace.error} />
        {test?.state === 'passed' ? (
          <Button
            variant="primary"
            isBusy={replace.isBusy}
            onClick={async () => {
              if ((await replace.run({ testId: test.id })) === null) return;
              reads.refresh(['accounts.list']);
              onClose();
            }}
          >
            {text.submit}
          </Button>
        ) : null}
      </div>
    </Drawer>
  );
}
