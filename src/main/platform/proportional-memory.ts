import { readFile } from 'node:fs/promises';

const KIB = 1_024;

/** Proportional set size of a process in bytes: shared pages counted by share. null where the system does not say (Linux alone). */
export async function proportionalBytes(pid: number): Promise<number | null> {
  try {
    const kib = /^Pss:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) * KIB;
  } catch {
    return null;
  }
}
