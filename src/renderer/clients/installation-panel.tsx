import { Plug, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { ClientConfigChange, ClientInstallation } from '../../shared/domain/client-installation.ts';
import { useAction } from '../app-context.tsx';
import { connectText as text } from '../i18n/en-connect.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ChangeView } from './change-view.tsx';

const TONES: Record<ClientInstallation['state'], Tone> = {
  not_installed: 'neutral',
  not_connected: 'accent',
  connected: 'safe',
  outdated: 'warning',
  unreadable: 'danger',
};

interface InstallationPanelProps {
  readonly installation: ClientInstallation;
  /** After a change, and after a refused one: the file is not what was shown. */
  readonly onChanged: () => void;
}

/** The state of one program's configuration. Each button first shows what it would write; the second click writes. */
export function InstallationPanel({ installation, onChanged }: InstallationPanelProps) {
  const [shown, setShown] = useState<'connect' | 'remove' | null>(null);
  const connect = useAction('clients.connect');
  const disconnect = useAction('clients.disconnect');
  const { program, state, connectChange, removeChange } = installation;
  const change = shown === 'connect' ? connectChange : shown === 'remove' ? removeChange : null;
  const write = async ({ id }: ClientConfigChange) => {
    const action = shown === 'connect' ? connect : disconnect;
    setShown(null);
    await action.run({ client: installation.id, changeId: id });
    onChanged();
  };
  const toggle = (which: 'connect' | 'remove') => {
    connect.clearError();
    disconnect.clearError();
    setShown(shown === which ? null : which);
  };
  const verb = state === 'outdated' ? text.repair : text.connect;
  return (
    <section className="stack" aria-label={text.installation(program)}>
      <div className="row">
        <Badge tone={TONES[state]}>{text.states[state]}</Badge>
        <span className="push" />
        {connectChange === null ? null : (
          <Button
            isSmall
            icon={state === 'outdated' ? <Wrench size={13} aria-hidden /> : <Plug size={13} aria-hidden />}
            isBusy={connect.isBusy}
            aria-expanded={shown === 'connect'}
            aria-label={`${verb} ${program}`}
            onClick={() => toggle('connect')}
          >
            {verb}
          </Button>
        )}
        {removeChange === null ? null : (
          <Button
            isSmall
            variant="quiet"
            isBusy={disconnect.isBusy}
            aria-expanded={shown === 'remove'}
            aria-label={`${text.remove} ${program}`}
            onClick={() => toggle('remove')}
          >
            {text.remove}
          </Button>
        )}
      </div>
      <p className="soft small setup-path">{installation.text}</p>
      {change === null ? null : (
        <ChangeView
          change={change}
          confirmLabel={text.write}
          onConfirm={() => void write(change)}
          onCancel={() => setShown(null)}
        />
      )}
      <ErrorNotice error={connect.error ?? disconnect.error} />
    </section>
  );
}
