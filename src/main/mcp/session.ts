import { AppError } from '../../shared/app-error.ts';
import type { Requester } from '../trading/trading.ts';
import { callSlots } from './call-slots.ts';
import type { ToolCaller, ToolResult } from './call-tool.ts';
import { errorResult } from './call-tool.ts';
import { type Completion, completeArgument } from './complete-argument.ts';
import type { PublicPrompt } from './prompts/prompt.ts';
import type { PromptBook, PromptText } from './prompts/prompt-book.ts';
import { protocolFailure } from './protocol-failure.ts';
import { type ListedTool, listedTool, type PublicTool } from './public-tool.ts';
import type { PublicResource, PublicResourceTemplate, ResourceText } from './resources/resource.ts';
import type { ResourceReader } from './resources/resource-reader.ts';
import { ResourceWatches, type ResourceWatchesDeps } from './resources/resource-watches.ts';
import { SERVER_ICON } from './server-icon.ts';
import { SERVER_NAME, SERVER_TITLE } from './session-limits.ts';
import type { LogMessage } from './session-log.ts';
import type { ProposalReads, ReportProgress, VisibleAccounts } from './tool.ts';

/**
 * What an adapter binds to its protocol library. It holds all that is ours and nothing of the protocol. Everything but
 * `call` fails with a ProtocolFailure.
 */
export interface McpSession {
  readonly serverInfo: {
    readonly name: string;
    readonly title: string;
    readonly version: string;
    readonly icons: (typeof SERVER_ICON)[];
  };
  readonly instructions: string;
  /** Those that the user's access settings allow right now. */
  tools(): Promise<readonly ListedTool[]>;
  call(call: SessionCall): Promise<ToolResult>;
  resources(): Promise<readonly PublicResource[]>;
  resourceTemplates(): Promise<readonly PublicResourceTemplate[]>;
  readResource(uri: string, signal: AbortSignal): Promise<ResourceText>;
  /** From now on changes of it are told. */
  watchResource(uri: string): Promise<void>;
  unwatchResource(uri: string): void;
  prompts(): Promise<readonly PublicPrompt[]>;
  prompt(name: string, args: Readonly<Record<string, unknown>>): Promise<PromptText>;
  complete(question: CompletionQuestion): Promise<Completion>;
  /** @returns a function that ends it */
  onChange(listener: (change: SessionChange) => void): () => void;
  /** To be called when the connection has ended. */
  close(): void;
}

/** The list may be another now, or a watched resource's contents. */
export type SessionChange =
  | { readonly kind: 'tools' | 'resources' | 'prompts' }
  | { readonly kind: 'resource'; readonly uri: string };

interface SessionCall {
  readonly name: string;
  readonly args: unknown;
  readonly signal: AbortSignal;
  readonly reportProgress: ReportProgress | null;
  readonly log: (message: LogMessage) => void;
}

export interface CompletionQuestion {
  readonly of: { readonly prompt: string } | { readonly resourceTemplate: string };
  readonly argument: string;
  readonly value: string;
  readonly others: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface SessionDeps {
  readonly appVersion: string;
  readonly instructions: string;
  /** An entry that it is given while it is connected names it from then on. */
  readonly requester: () => Requester;
  /** null: no tool. @throws AppError rate_limited */
  readonly admitCall: (toolName: string | null) => void;
  readonly caller: Pick<ToolCaller, 'call' | 'answer'>;
  readonly accounts: VisibleAccounts;
  readonly proposals: ProposalReads;
  readonly tools: () => readonly PublicTool[];
  readonly reader: ResourceReader;
  readonly promptBook: PromptBook;
  readonly follow: ResourceWatchesDeps['follow'];
  /** That another set of tools, resources or prompts is allowed. */
  readonly onAccessChanged: (listener: () => void) => () => void;
  readonly called: (call: { readonly isRefused: boolean; readonly characters: number }) => void;
  /** Puts the client on record; resolves at once when it is there already. */
  readonly introduce: () => Promise<void>;
  /** Something failed that should not have. */
  readonly onDefect: (error: unknown) => void;
}

export function createSession(deps: SessionDeps): McpSession {
  const listeners = new Set<(change: SessionChange) => void>();
  const tell = (change: SessionChange) => {
    for (const listener of listeners) listener(change);
  };
  const watches = new ResourceWatches({
    follow: deps.follow,
    notify: (uri) => tell({ kind: 'resource', uri }),
  });
  const stopAccess = deps.onAccessChanged(() => {
    for (const kind of ['tools', 'resources', 'prompts'] as const) tell({ kind });
  });
  const slots = callSlots();
  const asked = async <T>(uri: string | null, work: () => T | Promise<T>): Promise<T> => {
    await deps.introduce();
    try {
      return await slots.run(async () => {
        deps.admitCall(null);
        return work();
      });
    } catch (error) {
      if (!(error instanceof AppError)) deps.onDefect(error);
      throw protocolFailure(error, uri);
    }
  };
  return {
    serverInfo: {
      name: SERVER_NAME,
      title: SERVER_TITLE,
      version: deps.appVersion,
      icons: [SERVER_ICON],
    },
    instructions: deps.instructions,
    tools: () => asked(null, () => deps.tools().map(listedTool)),
    async call(call) {
      await deps.introduce();
      const result = await slots.run(() => calledTool(call, deps)).catch(failedResult);
      deps.called({ isRefused: result.isError === true, characters: result.content[0]?.text.length ?? 0 });
      return result;
    },
    resources: () => asked(null, () => deps.reader.list()),
    resourceTemplates: () => asked(null, () => deps.reader.templates()),
    readResource: (uri, signal) =>
      asked(uri, () => deps.reader.read(uri, (name, args) => answerOf(name, args, signal, deps))),
    watchResource: (uri) => asked(uri, () => watches.add(uri)),
    unwatchResource: (uri) => watches.remove(uri),
    prompts: () => asked(null, () => deps.promptBook.list()),
    prompt: (name, args) => asked(null, () => deps.promptBook.get(name, args)),
    complete: (question) => asked(null, () => completed(question, deps)),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stopAccess();
      watches.close();
      listeners.clear();
    },
  };
}

async function calledTool(call: SessionCall, deps: SessionDeps): Promise<ToolResult> {
  const { log, ...rest } = call;
  deps.admitCall(call.name);
  const result = await deps.caller.call({ ...rest, requester: deps.requester() });
  const isError = result.isError === true;
  log({
    level: isError ? 'warning' : 'debug',
    logger: 'tools',
    data: { tool: call.name, is_error: isError, text: isError ? (result.content[0]?.text ?? '') : '' },
  });
  return result;
}

function failedResult(error: unknown): ToolResult {
  if (error instanceof AppError) return errorResult(error);
  throw error;
}

function answerOf(name: string, args: object, signal: AbortSignal, deps: SessionDeps) {
  return deps.caller.answer({ name, args, signal, reportProgress: null, requester: deps.requester() });
}

function completed(question: CompletionQuestion, deps: SessionDeps): Promise<Completion> {
  const { of, argument, value, others, signal } = question;
  if ('prompt' in of) deps.promptBook.find(of.prompt);
  else if (!deps.reader.hasVariable(of.resourceTemplate, argument)) throw unknownArgument(argument);
  return completeArgument(argument, value, {
    accounts: deps.accounts,
    proposals: deps.proposals,
    tools: deps.tools().map(({ name }) => name),
    others,
    signal,
  });
}

function unknownArgument(name: string): AppError {
  return new AppError('invalid_input', `The template has no variable "${name.slice(0, 40)}".`, {
    nextStep: 'Use a variable that stands in the template.',
  });
}
