import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Section 3 of the wire contract as it was written, copied whole: no list of ours. */
const CONTRACT = join(import.meta.dirname, '..', 'vectors', 'tiger', 'contract_methods.md');

export interface ContractMethod {
  readonly name: string;
  readonly version: string;
  /** `3.1 Stocks, market state, symbols`. */
  readonly section: string;
  /** What the contract says of `data`. */
  readonly shape: string;
}

const SECTION = /^### (3\.\d+ .+)$/;
const ROW = /^\| `([a-z_0-9]+)` \| (\d\.\d) \| .+? \| `(.+?)` \| .*\|$/;
const NAMED_ROW = /^\| `/;

/** Every method of the contract's tables, in its order. @throws Error for a row that is not understood */
export function contractMethods(): readonly ContractMethod[] {
  let section = '';
  return readContract().flatMap((line) => {
    section = SECTION.exec(line)?.[1]?.replace(/ [([].*$/, '') ?? section;
    if (!NAMED_ROW.test(line)) return [];
    const [, name, version, shape] = ROW.exec(line) ?? [];
    if (name === undefined || version === undefined || shape === undefined) {
      throw new Error(`not a row of methods: ${line}`);
    }
    return [{ name, version, section, shape }];
  });
}

/** Names that the contract knows without a shape (3.13): a gateway answers that it does not support them. */
export function namesWithoutShape(): readonly string[] {
  const lines = readContract();
  const start = lines.findIndex((line) => line.startsWith('### 3.13'));
  const names = [...(lines[start + 2] ?? '').split('Shapes unknown')[0]!.matchAll(/`([a-z_]+)`/g)];
  const known = new Set(contractMethods().map(({ name }) => name));
  return names.map(([, name]) => name!).filter((name) => !known.has(name));
}

function readContract(): readonly string[] {
  return readFileSync(CONTRACT, 'utf8').split('\n');
}
