import type { ClientEntry } from '../../shared/domain/client-entry.ts';
import { useAction } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

/** What the program's configuration must say so that it is known as this client at its next start. */
export function ClientPairing({ entry }: { readonly entry: ClientEntry }) {
  const renew = useAction('clients.renew');
  const args = `"args": ["--client", "${entry.id}"]`;
  return (
    <div className="field">
      <span className="field-label">{text.pairing}</span>
      <div className="row">
        <code className="launcher">{args}</code>
        <CopyButton text={args} label={text.copyPairing(entry.name)} />
        <Button isSmall isBusy={renew.isBusy} onClick={() => void renew.run({ clientId: entry.id })}>
          {text.renew}
        </Button>
      </div>
      <span className="field-hint">
        {entry.origin === 'request' ? text.pairingRequest : text.pairingHint}
      </span>
      <ErrorNotice error={renew.error} />
    </div>
  );
}
