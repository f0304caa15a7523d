/** Small, because the newer revision repeats the server's description with every answer. */
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#f80"/><path d="M3 5h10M8 5v8" stroke="#fff" stroke-width="2.5"/></svg>';

export const SERVER_ICON = {
  src: `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`,
  mimeType: 'image/svg+xml',
  sizes: ['any'],
};
