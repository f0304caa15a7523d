/** Longest number text read or written: the largest double has 309 digits, so 400 refuses nothing that is real. */
const NUMBER_LENGTH_MAX = 400;
/** Beyond any double. A larger exponent only serves to blow up memory once the number is expanded. */
const NUMBER_EXPONENT_MAX = 400;

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]([+-]?\d+))?$/;

/**
 * One JSON number with the exact text it had on the wire, so that an order id of 17 digits and a price of "201.50"
 * survive. It is deliberately no `number`: arithmetic on it does not compile, a schema must say what it is.
 */
export class ExactNumber {
  readonly text: string;

  /** @throws RangeError if the text is no JSON number or is out of all proportion. */
  constructor(text: string) {
    const match = text.length <= NUMBER_LENGTH_MAX ? JSON_NUMBER.exec(text) : null;
    if (match === null) throw new RangeError('not a JSON number of usable length');
    const exponent = match[1];
    if (exponent !== undefined && Math.abs(Number(exponent)) > NUMBER_EXPONENT_MAX) {
      throw new RangeError('the exponent of a JSON number is out of range');
    }
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** A double would lose digits, so plain JSON.stringify gives the text in quotes, and says it loudly that way. */
  toJSON(): string {
    return this.text;
  }
}
