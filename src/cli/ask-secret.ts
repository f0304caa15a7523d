const ENTER = /[\r\n]/;
const CANCEL = '\u0003';
const END = '\u0004';
const ERASE = /[\b\u007f]/;
/** More than anybody types; a file that was fed in is no passphrase. */
const LENGTH_MAX = 1_000;

/**
 * Reads a line from the terminal and shows none of it. An argument would stand in the process list, an environment
 * variable in every child, a pipe in a shell's history: none of these is taken.
 * @throws Error where there is no terminal
 */
export async function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new Error('A passphrase is typed on a terminal; there is none. Run this in one.');
  // First, so that nothing of what is typed at the question is echoed.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.resume();
  try {
    return await line(stdin);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function line(stdin: NodeJS.ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = '';
    const onData = (chunk: Buffer) => {
      for (const character of chunk.toString('utf8')) {
        if (ENTER.test(character)) return finish(() => resolve(typed));
        if (character === CANCEL || character === END || typed.length >= LENGTH_MAX)
          return finish(() => reject(new Error('Nothing was done.')));
        typed = ERASE.test(character) ? typed.slice(0, -1) : typed + character;
      }
    };
    const finish = (end: () => void) => {
      stdin.off('data', onData);
      end();
    };
    stdin.on('data', onData);
  });
}
