import type { Completion } from '../complete-argument.ts';
import type { PromptText } from '../prompts/prompt-book.ts';
import type { ResourceText } from '../resources/resource.ts';
import type { CompletionQuestion } from '../session.ts';

// The parts of requests and results that are the same in every revision.

/** What both libraries are told that this server can do. */
export const CAPABILITIES = {
  tools: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  prompts: { listChanged: true },
  completions: {},
  logging: {},
};

export const resourceResult = (contents: ResourceText) => ({ contents: [{ ...contents }] });

export const promptResult = ({ description, text }: PromptText) => ({
  description,
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
});

export const completionResult = (completion: Completion) => ({ completion: { ...completion } });

interface CompleteParams {
  readonly ref:
    | { readonly type: 'ref/prompt'; readonly name: string }
    | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Readonly<Record<string, string>> | undefined } | undefined;
}

export function completionQuestion(params: CompleteParams, signal: AbortSignal): CompletionQuestion {
  const { ref, argument, context } = params;
  return {
    of: ref.type === 'ref/prompt' ? { prompt: ref.name } : { resourceTemplate: ref.uri },
    argument: argument.name,
    value: argument.value,
    others: context?.arguments ?? {},
    signal,
  };
}

/** A client that left misses its notifications, which is nobody's failure. */
export function ignoreGone(): void {}
