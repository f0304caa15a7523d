import { useRead } from '../app-context.tsx';
import { recoveryText as text } from '../i18n/en-recovery.ts';
import { ReadView } from '../ui/read-view.tsx';

const { columns } = text;

export function PastSettings() {
  const settings = useRead('recovery.settings', {});
  return (
    <section className="panel" aria-label={text.tabs.settings}>
      <ReadView read={settings}>
        {(states) => (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.setting}</th>
                <th scope="col">{columns.value}</th>
                <th scope="col">{columns.source}</th>
              </tr>
            </thead>
            <tbody>
              {states.map(({ name, value, source }) => (
                <tr key={name}>
                  <td className="mono">{name}</td>
                  <td className="mono">{JSON.stringify(value)}</td>
                  <td className="soft">{text.sources[source]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </ReadView>
    </section>
  );
}
