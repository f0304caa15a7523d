import { FolderOpen, ScrollText } from 'lucide-react';
import type { AppStatus } from '../../shared/ipc/commands/app-commands.ts';
import { useAction, useRead } from '../app-context.tsx';
import { settingsText as text } from '../i18n/en-settings.ts';
import { formatBytes } from '../i18n/format-number.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';

function factsOf(status: AppStatus): readonly (readonly [string, string])[] {
  return [
    [text.facts.version, status.version],
    [text.facts.runtime, status.electronVersion],
    [text.facts.home, status.homeDir],
    [text.facts.database, formatBytes(status.databaseBytes)],
    [text.facts.keychain, status.keychain ?? text.noKeychain],
    [text.facts.endpoint, status.mcpEndpoint.text],
  ];
}

export function AboutPanel() {
  const status = useRead('app.status', {});
  const show = useAction('app.showFile');
  return (
    <Panel
      title={text.about}
      aside={
        <>
          <Button
            isSmall
            icon={<FolderOpen size={13} aria-hidden />}
            onClick={() => void show.run({ file: 'home' })}
          >
            {text.showHome}
          </Button>
          <Button
            isSmall
            icon={<ScrollText size={13} aria-hidden />}
            onClick={() => void show.run({ file: 'log' })}
          >
            {text.showLog}
          </Button>
        </>
      }
    >
      <ReadView read={status}>
        {(value) => (
          <div className="panel-body stack">
            <dl className="pairs">
              {factsOf(value).map(([label, fact]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{fact}</dd>
                </div>
              ))}
            </dl>
            {value.runtimeNotice === null ? null : <Notice tone="warning">{value.runtimeNotice}</Notice>}
            <ErrorNotice error={show.error} />
          </div>
        )}
      </ReadView>
    </Panel>
  );
}
