/** The longest token seen has some hundred characters; more is some other text. */
const LENGTH_MAX = 4_096;

/** True for text that may stand in a header or in signed text, where a control character would end the line. */
export function isHeaderText(text: string): boolean {
  return text.length > 0 && text.length <= LENGTH_MAX && /^[\x21-\x7e]+$/.test(text);
}
