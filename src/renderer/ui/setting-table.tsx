import type { SettingState } from '../../shared/domain/setting-source.ts';
import { uiText } from '../i18n/en-ui.ts';

/** Every setting with its value and the source that it comes from, as they are in force. */
export function SettingTable({ states }: { readonly states: readonly SettingState[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{uiText.settingColumns.name}</th>
          <th scope="col">{uiText.settingColumns.value}</th>
          <th scope="col">{uiText.settingColumns.source}</th>
        </tr>
      </thead>
      <tbody>
        {states.map(({ name, value, source, setBy, problem }) => (
          <tr key={name}>
            <td className="mono">{name}</td>
            <td className="mono setting-value">{JSON.stringify(value)}</td>
            <td>
              <span className="soft">{setBy ?? uiText.settingSources[source]}</span>
              {problem === null ? null : <div className="field-hint setting-problem">{problem}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
