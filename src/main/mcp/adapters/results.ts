import type { Completion } from '../complete-argument.ts';
import type { PromptText } from '../prompts/prompt-book.ts';
import type { ResourceText } from '../resources/resource.ts';
import type { CompletionQuestion, McpSession, SessionChange } from '../session.ts';

// The parts of requests and results that are the same in every revision.

/** What both libraries are told that this server can do. */
export const CAPABILITIES = {
  tools: { listChanged: true },
  resources: { subscribe: true, listChanged: true },
  prompts: { listChanged: true },
  completions: {},
  logging: {},
};

/** Results of what both revisions ask in the same words; the adapters name the requests in their library's way. */
export function sessionResults(session: McpSession) {
  return {
    resources: async () => ({ resources: [...(await session.resources())] }),
    resourceTemplates: async () => ({ resourceTemplates: [...(await session.resourceTemplates())] }),
    readResource: async (uri: string, signal: AbortSignal) =>
      resourceResult(await session.readResource(uri, signal)),
    subscribe: async (uri: string) => {
      await session.watchResource(uri);
      return {};
    },
    unsubscribe: async (uri: string) => {
      session.unwatchResource(uri);
      return {};
    },
    prompts: async () => ({ prompts: [...(await session.prompts())] }),
    prompt: async (name: string, args: Readonly<Record<string, unknown>> | undefined) =>
      promptResult(await session.prompt(name, args ?? {})),
    complete: async (params: CompleteParams, signal: AbortSignal) =>
      completionResult(await session.complete(completionQuestion(params, signal))),
  };
}

/** What both libraries' servers can tell. */
interface ChangeTeller {
  sendToolListChanged(): Promise<void>;
  sendResourceListChanged(): Promise<void>;
  sendPromptListChanged(): Promise<void>;
  sendResourceUpdated(params: { uri: string }): Promise<void>;
}

export function tell(server: ChangeTeller, change: SessionChange): Promise<void> {
  switch (change.kind) {
    case 'tools':
      return server.sendToolListChanged();
    case 'resources':
      return server.sendResourceListChanged();
    case 'prompts':
      return server.sendPromptListChanged();
    case 'resource':
      return server.sendResourceUpdated({ uri: change.uri });
  }
}

const resourceResult = (contents: ResourceText) => ({ contents: [{ ...contents }] });

const promptResult = ({ description, text }: PromptText) => ({
  description,
  messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
});

const completionResult = (completion: Completion) => ({ completion: { ...completion } });

interface CompleteParams {
  readonly ref:
    | { readonly type: 'ref/prompt'; readonly name: string }
    | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Readonly<Record<string, string>> | undefined } | undefined;
}

function completionQuestion(params: CompleteParams, signal: AbortSignal): CompletionQuestion {
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
