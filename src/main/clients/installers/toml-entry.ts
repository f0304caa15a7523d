import type { WantedServer } from './config-plan.ts';

/** Our server as Codex reads it, without a line break at the end. */
export function tomlEntry({ serversKey, name, entry, extra }: WantedServer): string {
  const variables = Object.entries(entry.env ?? {}).map(([key, value]) => `${key} = ${tomlText(value)}`);
  return [
    `[${serversKey}.${name}]`,
    `command = ${tomlText(entry.command)}`,
    `args = [${entry.args.map(tomlText).join(', ')}]`,
    ...Object.entries(extra).map(
      ([key, value]) => `${key} = ${typeof value === 'string' ? tomlText(value) : value}`,
    ),
    ...(variables.length > 0 ? ['', `[${serversKey}.${name}.env]`, ...variables] : []),
  ].join('\n');
}

/** TOML's basic strings escape as JSON's do, and DEL besides. */
export const tomlText = (text: string) => JSON.stringify(text).replaceAll('\u007f', '\\u007F');
