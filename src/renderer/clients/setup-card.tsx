import type { ClientSetup } from '../../shared/domain/ai-client.ts';
import { connectText as text } from '../i18n/en-connect.ts';
import { CopyButton } from '../ui/copy-button.tsx';

export function SetupCard({ setup }: { readonly setup: ClientSetup }) {
  return (
    <article className="panel setup-card" aria-label={setup.program}>
      <div className="row">
        <h2>{setup.program}</h2>
        <span className="push" />
        <CopyButton text={setup.snippet} label={text.copySnippet(setup.program)} />
      </div>
      <p className="soft small setup-path">
        {setup.language === 'shell' ? text.stepShell : text.steps(setup.configPath)}
      </p>
      <pre className="code">{setup.snippet}</pre>
      <p className="field-hint">{setup.note}</p>
    </article>
  );
}
