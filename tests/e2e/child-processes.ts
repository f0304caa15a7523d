import { readdirSync, readFileSync } from 'node:fs';

interface ProcessFacts {
  readonly pid: number;
  readonly parentPid: number;
  readonly commandLine: string;
}

/** Descendants of a process whose command line holds the text; Linux alone, by /proc. */
export function childrenNamed(ancestorPid: number, text: string): number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
  const parentOf = new Map(all.map(({ pid, parentPid }) => [pid, parentPid]));
  return all
    .filter(({ pid, commandLine }) => commandLine.includes(text) && isBelow(pid, ancestorPid, parentOf))
    .map(({ pid }) => pid);
}

function isBelow(pid: number, ancestorPid: number, parentOf: ReadonlyMap<number, number>): boolean {
  for (let at = parentOf.get(pid); at !== undefined && at > 1; at = parentOf.get(at)) {
    if (at === ancestorPid) return true;
  }
  return false;
}

/** Empty for a process that has ended meanwhile. */
function readProcess(pid: number): ProcessFacts[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return [
      { pid, parentPid, commandLine: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') },
    ];
  } catch {
    return [];
  }
}
