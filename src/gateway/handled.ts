import type { Reply } from './reply.ts';

/** What the HTTP side does: send the reply, or misbehave as ordered. */
export type Handled =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly delayMs: number }
  /** Announces `length` bytes, sends `text` and breaks the connection. */
  | { readonly kind: 'cut'; readonly text: string; readonly length: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };
