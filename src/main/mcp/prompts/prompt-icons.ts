export interface Icon {
  readonly src: string;
  readonly mimeType: string;
  readonly sizes: string[];
}

/** One stroke each, on 16 x 16. People pick prompts from a menu; tools are picked by models, which see no picture. */
const STROKES = {
  portfolio: 'M8 2a6 6 0 1 0 6 6H8z',
  trade: 'M5 13V3L2 6M11 3v10l3-3',
  risk: 'M8 2l6 11H2zM8 6v4M8 11.5v.5',
  options: 'M2 12h6l6-8',
} as const;
export type PromptIcon = keyof typeof STROKES;

/** Grey, which stands out on light and dark; only what a URI must not hold is escaped. */
export function promptIcon(name: PromptIcon): Icon {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='gray'><path d='${STROKES[name]}'/></svg>`;
  const src = `data:image/svg+xml,${svg.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(' ', '%20')}`;
  return { src, mimeType: 'image/svg+xml', sizes: ['any'] };
}
