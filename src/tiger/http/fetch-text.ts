import * as http from 'node:http';
import * as https from 'node:https';
import { isLoopback } from '../tiger-address.ts';

/** The official SDKs give the look-up one second (wire contract 1.3): the app starts without it. */
const TIMEOUT_MS = 1_000;
/** The list of addresses has about a thousand characters. */
const BYTES_MAX = 64 * 1024;

/**
 * Gets a small public text over https (or http on this machine) with nothing of ours in the request.
 * @returns null on every failure: status other than 200, too slow, too large, no UTF-8
 */
export function fetchText(url: URL, timeoutMs = TIMEOUT_MS): Promise<string | null> {
  const isPlain = url.protocol === 'http:' && isLoopback(url);
  if (!isPlain && url.protocol !== 'https:') return Promise.resolve(null);
  return new Promise((resolve) => {
    const request = isPlain ? http.get(url) : https.get(url, { minVersion: 'TLSv1.2' });
    const finish = (text: string | null) => {
      clearTimeout(timer);
      resolve(text);
      request.destroy();
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    request.on('error', () => finish(null));
    request.on('response', (response) => {
      if (response.statusCode !== 200) finish(null);
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > BYTES_MAX) finish(null);
        else chunks.push(chunk);
      });
      response.on('end', () => finish(decode(Buffer.concat(chunks))));
      response.on('error', () => finish(null));
    });
  });
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
