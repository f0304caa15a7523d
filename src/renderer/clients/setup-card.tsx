import type { ClientSetup } from '../../shared/domain/ai-client.ts';
import type { ClientInstallation } from '../../shared/domain/client-installation.ts';
import { connectText as text } from '../i18n/en-connect.ts';
import { CopyButton } from '../ui/copy-button.tsx';
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
      <div className="row">
        <h2>{setup.program}</h2>
        <span className="push" />
        <CopyButton text={setup.snippet} label={text.copySnippet(setup.program)} />
      </div>
      {installation === undefined ? (
        <span />
      ) : (
        <InstallationPanel installation={installation} onChanged={onChanged} />
      )}
      <div className="stack">
        <p className="soft small setup-path">
          {setup.language === 'shell' ? text.stepShell : text.steps(setup.configPath)}
        </p>
        <pre className="code">{setup.snippet}</pre>
      </div>
      <p className="field-hint">{setup.note}</p>
    </article>
  );
}
