import { CLIENT_ROLES, type ClientEntry, type ClientRulesPatch } from '../../shared/domain/client-entry.ts';
import { clientsText as text } from '../i18n/en-clients.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';

export interface ClientRulesProps {
  readonly entry: ClientEntry;
  readonly isBusy: boolean;
  readonly onChange: (patch: ClientRulesPatch) => void;
}

const ROLES = CLIENT_ROLES.map((value) => ({ value, label: text.roles[value] }));

/** What the client may do at most, and the switch that takes away whatever changes something. */
export function ClientRoleRows({ entry, isBusy, onChange }: ClientRulesProps) {
  return (
    <>
      <div className="field">
        <span className="field-label">{text.role}</span>
        <div>
          <Segmented
            label={text.role}
            value={entry.role}
            options={ROLES}
            isDisabled={isBusy}
            onChange={(role) => onChange({ role })}
          />
        </div>
        <span className="field-hint">{text.roleHints[entry.role]}</span>
      </div>
      <div className="row">
        <Switch
          label={text.readOnly}
          isOn={entry.isReadOnly}
          onChange={(isReadOnly) => onChange({ isReadOnly })}
        />
        <span>{text.readOnly}</span>
        <span className="field-hint">{text.readOnlyHint}</span>
      </div>
    </>
  );
}
