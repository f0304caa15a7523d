import { BODY_BYTES_MAX } from './http-limits.ts';

/** @returns the text; 'too_large' as soon as that is known, without reading on */
export async function readBody(request: Request): Promise<string | 'too_large' | 'unreadable'> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return 'too_large';
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > BODY_BYTES_MAX) return 'too_large';
      chunks.push(chunk);
    }
  } catch {
    return 'unreadable';
  }
  return Buffer.concat(chunks).toString('utf8');
}
