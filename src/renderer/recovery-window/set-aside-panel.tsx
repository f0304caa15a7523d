import { useAction } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Panel } from '../ui/page.tsx';

/** What is possible without any backup. */
export function SetAsidePanel() {
  const setAside = useAction('recovery.setAside');
  return (
    <Panel title={text.asideTitle}>
      <div className="panel-body stack">
        <p className="soft">{text.asideWhat}</p>
        <ErrorNotice error={setAside.error} />
        <div>
          <ConfirmButton
            label={text.aside}
            accessibleName={text.aside}
            question={text.asideQuestion}
            confirmLabel={text.asideConfirm}
            isBusy={setAside.isBusy}
            onConfirm={() => void setAside.run({})}
          />
        </div>
      </div>
    </Panel>
  );
}
