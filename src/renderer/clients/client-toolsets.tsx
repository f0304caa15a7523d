import { TOOLSETS, type Toolset } from '../../shared/domain/toolset.ts';
import { useRead } from '../app-context.tsx';
import { clientsText as text } from '../i18n/en-clients.ts';
import { groupDigits } from '../i18n/format-number.ts';
import type { ClientRulesProps } from './client-role-rows.tsx';

/** Which tools the client is shown, with what each set costs its model before the first question. */
export function ClientToolsets({ entry, isBusy, onChange }: ClientRulesProps) {
  const { role, isReadOnly } = entry;
  const costs = useRead('clients.toolsetCosts', { role, isReadOnly }).value ?? [];
  const costOf = (toolset: Toolset) => costs.find((cost) => cost.toolset === toolset) ?? null;
  const chosen = new Set(entry.toolsets);
  const total = (of: 'sentTokens' | 'modelTokens') => {
    const sum = costs.filter(({ toolset }) => chosen.has(toolset)).reduce((to, cost) => to + cost[of], 0);
    return groupDigits(String(sum));
  };
  const toggle = (toolset: Toolset) =>
    onChange({
      toolsets: TOOLSETS.filter((each) => (each === toolset ? !chosen.has(each) : chosen.has(each))),
    });
  return (
    <fieldset className="field toolsets" disabled={isBusy}>
      <legend className="field-label">{text.toolsets}</legend>
      <div className="toolset-grid">
        {TOOLSETS.map((toolset) => {
          const cost = costOf(toolset);
          return (
            <label className="toolset" key={toolset}>
              <input type="checkbox" checked={chosen.has(toolset)} onChange={() => toggle(toolset)} />
              <span>{text.toolsetNames[toolset]}</span>
              <span className="faint small push">
                {cost === null ? '' : text.cost(cost.toolCount, groupDigits(String(cost.sentTokens)))}
              </span>
            </label>
          );
        })}
      </div>
      <span className="field-hint">{text.totalCost(total('sentTokens'), total('modelTokens'))}</span>
    </fieldset>
  );
}
