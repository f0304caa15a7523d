import { useState } from 'react';
import { useRead } from '../app-context.tsx';
import { settingsText as text } from '../i18n/en-settings.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { SettingTable } from '../ui/setting-table.tsx';

/** Those of every page in one list, with what sets each: what somebody looks for whose change does not count. */
export function SourcesPanel() {
  const states = useRead('settings.states', {});
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title={text.sources}
      aside={
        <Button isSmall aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? text.hideSources : text.showSources}
        </Button>
      }
    >
      <p className="panel-body field-hint">{text.sourcesHint}</p>
      {isOpen ? <ReadView read={states}>{(all) => <SettingTable states={all} />}</ReadView> : null}
    </Panel>
  );
}
