import type { ResourceVariables } from './resource.ts';

/** A proposal's id is 30 characters, a tool's name 40; nothing that a template takes is longer. */
const SEGMENT_LENGTH_MAX = 80;
const VARIABLE = /^\{(\w+)\}$/;

/** The values of a template's variables in a URI that has its form; null: it has another. */
export function matchUri(template: string, uri: string): ResourceVariables | null {
  const wanted = template.split('/');
  const given = uri.split('/');
  if (wanted.length !== given.length) return null;
  const variables: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    const name = VARIABLE.exec(part)?.[1];
    if (name === undefined) {
      if (part !== segment) return null;
      continue;
    }
    const value = decoded(segment);
    if (value === null || value === '' || value.length > SEGMENT_LENGTH_MAX) return null;
    variables[name] = value;
  }
  return variables;
}

export function variablesIn(template: string): readonly string[] {
  return template.split('/').flatMap((part) => VARIABLE.exec(part)?.[1] ?? []);
}

export function quoteUri(symbol: string): string {
  return `tiger://quotes/${encodeURIComponent(symbol)}`;
}

export function positionsUri(alias: string): string {
  return `tiger://accounts/${alias}/positions`;
}

export function ordersUri(alias: string): string {
  return `tiger://accounts/${alias}/orders`;
}

export function proposalUri(proposalId: string): string {
  return `tiger://proposals/${proposalId}`;
}

export const ACCOUNTS_URI = 'tiger://accounts';
export const HEALTH_URI = 'tiger://health';

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
