import type { Toolset } from '../../shared/domain/toolset.ts';

export interface ToolIcon {
  readonly src: string;
  readonly mimeType: string;
  readonly sizes: readonly string[];
}

/** One stroke each, on 16 x 16: every tool of a set carries its icon, so each character counts once for each tool. */
const STROKES: Readonly<Record<Toolset, string>> = {
  accounts: 'M8 8a3 3 0 1 0-.1 0zM2 14c1-5 11-5 12 0',
  portfolio: 'M8 2a6 6 0 1 0 6 6H8z',
  quotes: 'M2 12l4-5 3 3 5-7',
  contracts: 'M4 2h8v12H4zM6 6h4M6 9h4',
  trading: 'M5 13V3L2 6M11 3v10l3-3',
  options: 'M2 12h6l6-8',
  futures: 'M3 3h10v11H3zM3 6h10M6 1v3M10 1v3',
  funds: 'M3 14h10M4 6v6M8 6v6M12 6v6M2 6l6-4 6 4z',
  warrants: 'M8 1l6 3c0 6-3 9-6 11-3-2-6-5-6-11z',
  fundamentals: 'M3 14V8M8 14V2M13 14V5',
  scanner: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l4 4',
  quotas: 'M2 13a6 6 0 1 1 12 0M8 13l3-5',
  transfers: 'M2 5h11l-3-3M14 11H3l3 3',
};

/** Grey, which stands out on light and dark; only what a URI must not hold is escaped. */
function iconOf(stroke: string): ToolIcon {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='gray'><path d='${stroke}'/></svg>`;
  const src = `data:image/svg+xml,${svg.replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll(' ', '%20')}`;
  return { src, mimeType: 'image/svg+xml', sizes: ['any'] };
}

export const toolsetIcon = (toolset: Toolset): ToolIcon => iconOf(STROKES[toolset]);
