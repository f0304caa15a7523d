import type { Account } from '../../shared/domain/account.ts';
import { CONTROL_CATALOGUE } from '../../shared/domain/controls/control-catalogue.ts';
import type { ControlEntry } from '../../shared/domain/controls/control-entry.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../shared/domain/risk-settings.ts';
import { useAction } from '../app-context.tsx';
import { controlsText as text } from '../i18n/en-controls.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Panel } from '../ui/page.tsx';

interface ControlOverviewProps {
  readonly account: Account;
  readonly settings: RiskSettings;
}

/** Every control with what it does, where it is set, its default and what it follows. */
export function ControlOverview({ account, settings }: ControlOverviewProps) {
  const exported = useAction('risk.export');
  return (
    <Panel
      title={text.title}
      aside={
        <Button isSmall isBusy={exported.isBusy} onClick={() => void exported.run({ accountId: account.id })}>
          {text.export}
        </Button>
      }
    >
      <div className="panel-body stack">
        <p className="soft small">{text.hint}</p>
        <ErrorNotice error={exported.error} />
        {exported.value === null ? null : (
          <p className="small" role="status">
            {text.exported(exported.value.path)}
          </p>
        )}
      </div>
      <ol className="control-overview">
        {CONTROL_CATALOGUE.map((control) => (
          <ControlLine key={control.number} control={control} settings={settings} />
        ))}
      </ol>
    </Panel>
  );
}

function ControlLine(props: { readonly control: ControlEntry; readonly settings: RiskSettings }) {
  const { control, settings } = props;
  const isChanged = control.settings.some(
    (name) => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_RISK_SETTINGS[name]),
  );
  return (
    <li className="control-line">
      <span className="control-number number">{control.number}</span>
      <div>
        <div className="row row-wrap">
          <strong>{control.title}</strong>
          <span className="faint small">{text.places[control.place]}</span>
          {isChanged ? <Badge tone="accent">{text.changed}</Badge> : null}
        </div>
        <div className="soft small">{control.explanation}</div>
        <div className="faint small">
          {text.default(control.default)} · {text.source(control.source)}
        </div>
      </div>
    </li>
  );
}
