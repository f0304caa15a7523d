import { useState } from 'react';
import type { ClientSetup } from '../../shared/domain/ai-client.ts';
import type { ClientInstallation } from '../../shared/domain/client-installation.ts';
import { useAction, useModel } from '../app-context.tsx';
import { clientsText } from '../i18n/en-clients.ts';
import { connectText as text } from '../i18n/en-connect.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { InstallationPanel } from './installation-panel.tsx';

interface SetupCardProps {
  readonly setup: ClientSetup;
  /** undefined until it was looked for. */
  readonly installation: ClientInstallation | undefined;
  readonly onChanged: () => void;
}

export function SetupCard({ setup, installation, onChanged }: SetupCardProps) {
  return (
    <article className="panel setup-card" aria-label={setup.program}>
      <h2>{setup.program}</h2>
      {installation === undefined ? (
        <span />
      ) : (
        <InstallationPanel installation={installation} onChanged={onChanged} />
      )}
      <ByHand setup={setup} />
    </article>
  );
}

/** The text to paste names an entry, so it is made when the user asks for it. */
function ByHand({ setup }: { readonly setup: ClientSetup }) {
  const { reads } = useModel();
  const prepare = useAction('clients.prepare');
  const [isShown, setShown] = useState(false);
  const show = async () => {
    const made = await prepare.run({ client: setup.id, name: setup.program });
    setShown(made !== null);
    reads.refresh(['clients.entries', 'clients.inspect']);
  };
  if (!isShown) {
    return (
      <div className="stack">
        <div className="row">
          <Button isSmall isBusy={prepare.isBusy} onClick={() => void show()}>
            {clientsText.byHand}
          </Button>
        </div>
        <p className="field-hint">{clientsText.byHandHint}</p>
        <ErrorNotice error={prepare.error} />
      </div>
    );
  }
  return (
    <div className="stack">
      <div className="row">
        <p className="soft small setup-path">
          {setup.language === 'shell' ? text.stepShell : text.steps(setup.configPath)}
        </p>
        <span className="push" />
        <CopyButton text={setup.snippet} label={text.copySnippet(setup.program)} />
      </div>
      <pre className="code">{setup.snippet}</pre>
      <p className="field-hint">{setup.note}</p>
    </div>
  );
}
