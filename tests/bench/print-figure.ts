const NAME_WIDTH = 72;

export function printFigure(what: string, figure: string): void {
  console.log(`${what.padEnd(NAME_WIDTH)} ${figure}`);
}
