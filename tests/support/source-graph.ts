import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface Declaration {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

const IMPORT = /^import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)';/gm;
const HEAD = /^(?:export )?(?:async )?(?:abstract )?(?:function\*?|const|class) ([A-Za-z_$][\w$]*)/;
const WORD = /[A-Za-z_$][\w$]*/g;

/**
 * What the top-level declarations of source files use of each other, read from their text: the formatter keeps every
 * declaration at the first column and its end at `}` or `)` there. It sees imports and names, not what is handed over
 * at run time.
 */
export class SourceGraph {
  readonly #declarations = new Map<string, Declaration>();
  /** Per file: local name to the key of what it stands for. */
  readonly #imports = new Map<string, Map<string, string>>();

  /** @param folders absolute; every .ts file below is read */
  constructor(folders: readonly string[]) {
    for (const file of folders.flatMap(filesBelow)) this.#readFile(file);
  }

  /** Declarations whose own text matches. */
  find(pattern: RegExp): readonly Declaration[] {
    return [...this.#declarations.values()].filter(({ text }) => pattern.test(text));
  }

  /** Everything that a piece of a file's text reaches, the names it uses first. */
  reachedFrom(file: string, text: string): readonly Declaration[] {
    const reached = new Map<string, Declaration>();
    const open: { readonly file: string; readonly text: string }[] = [{ file, text }];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      for (const key of this.#keysIn(item.file, item.text)) {
        const declaration = this.#declarations.get(key);
        if (declaration === undefined || reached.has(key)) continue;
        reached.set(key, declaration);
        open.push(declaration);
      }
    }
    return [...reached.values()];
  }

  #keysIn(file: string, text: string): readonly string[] {
    const names = new Set(text.match(WORD));
    return [...names].map((name) => this.#imports.get(file)?.get(name) ?? `${file}#${name}`);
  }

  #readFile(file: string): void {
    const text = readFileSync(file, 'utf8');
    const imports = new Map<string, string>();
    for (const [, names, path] of text.matchAll(IMPORT)) {
      for (const name of names!.split(',').map((part) => part.trim().replace(/^type /, ''))) {
        const [exported, local] = name.split(' as ');
        if (exported) imports.set(local ?? exported, `${resolve(dirname(file), path!)}#${exported}`);
      }
    }
    this.#imports.set(file, imports);
    for (const part of text.split(/^(?=[a-z])/m)) {
      const name = HEAD.exec(part)?.[1];
      if (name !== undefined) this.#declarations.set(`${file}#${name}`, { file, name, text: part });
    }
  }
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(folder, name));
}
