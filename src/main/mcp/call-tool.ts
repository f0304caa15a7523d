import { AppError, type ErrorWire, invalidInput, toErrorWire } from '../../shared/app-error.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Requester } from '../trading/trading.ts';
import type { ClientAccess } from './access.ts';
import { cleanJson, cleanText } from './clean-text.ts';
import { hasTooManyElements, TOOL_INPUT_ELEMENTS_MAX } from './input-size.ts';
import { inputSummary } from './input-summary.ts';
import type { ReadRoute } from './routing/read-route.ts';
import type { AccountManagement, JsonObject, ReadContext, ReportProgress, ToolDefinition } from './tool.ts';

export interface ToolCall {
  readonly name: string;
  readonly args: unknown;
  readonly requester: Requester;
  readonly signal: AbortSignal;
  readonly reportProgress: ReportProgress | null;
}

/** The text is the same complete JSON: some clients show their model the one, some the other. */
export interface ToolResult {
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: JsonObject;
  readonly isError?: true;
}

export interface ToolCallerDeps {
  readonly catalog: readonly ToolDefinition[];
  readonly access: ClientAccess;
  readonly admin: AccountManagement;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly holdSeconds: () => number;
  readonly isAppLocked: () => boolean;
  readonly rateUsage: () => readonly LaneUsage[];
  readonly observe?: ObserveCall;
}

/** `tool` null: there is none of that name. `outcome`: ok, or the code of the error. */
export type ObserveCall = (call: {
  readonly tool: string | null;
  readonly outcome: string;
  readonly durationMs: number;
}) => void;

/** The one way from a client to a handler: audit, access, input, handler, output, audit. */
export class ToolCaller {
  readonly #deps: ToolCallerDeps;
  readonly #tools: ReadonlyMap<string, ToolDefinition>;

  constructor(deps: ToolCallerDeps) {
    this.#deps = deps;
    this.#tools = new Map(deps.catalog.map((tool) => [tool.name, tool]));
  }

  async call(call: ToolCall): Promise<ToolResult> {
    try {
      return success(await this.answer(call));
    } catch (error) {
      return failure(toErrorWire(error));
    }
  }

  /** The same, where an answer has no form for failures. @throws AppError and nothing else */
  async answer(call: ToolCall): Promise<JsonObject> {
    const startedAtMs = this.#deps.clock.nowMs();
    try {
      // No row, no call: what a client did must be on record before it has an effect.
      await this.#recordCall(call);
      const output = await this.#run(call);
      await this.#recordAnswer(call, startedAtMs, 'ok', output);
      return output;
    } catch (error) {
      const wire = this.#errorWire(error, call);
      await this.#recordAnswer(call, startedAtMs, wire.code, null);
      throw AppError.fromWire(wire);
    }
  }

  async #run(call: ToolCall): Promise<JsonObject> {
    const { access } = this.#deps;
    const tool = this.#tools.get(call.name);
    if (tool === undefined) throw unknownTool(call.name);
    const refusal = access.refusal(tool);
    if (refusal !== null) throw refusal;
    const input = parseInput(tool, call.args);
    await access.untilStarted(call.signal);
    const output = await this.#execute(tool, input, call);
    if (tool.returnsThirdPartyText === true) {
      await access.noteThirdPartyText(call.requester.name, tool.name);
    }
    // What does not fit the published schema is a defect of ours, and strict clients would drop the whole answer.
    return cleanJson(tool.output.parse(output) as JsonObject);
  }

  /** Hands a tool what its kind may use, and nothing else. */
  #execute(tool: ToolDefinition, input: never, call: ToolCall): Promise<object> {
    const { access, admin, clock, holdSeconds, isAppLocked } = this.#deps;
    const { signal, reportProgress, requester } = call;
    const { proposals, trading, tokens } = access;
    const accounts = access.accountsFor(requester.name);
    const rateUsage = { clientName: requester.name, lanes: this.#deps.rateUsage };
    const reads = { signal, clock, accounts, proposals, rateUsage, reportProgress, isAppLocked };
    switch (tool.access) {
      case 'read':
        return runRouted(tool, input, reads, access.route(tool, input, accounts));
      case 'propose':
        return tool.run(input, { ...reads, requester, trading, holdSeconds });
      case 'manage':
        return tool.run(input, { ...reads, requester, admin, tokens });
    }
  }

  async #recordCall({ name, args, requester }: ToolCall): Promise<void> {
    const input = inputSummary(args);
    await this.#deps.audit.append({
      kind: 'tool.called',
      actor: 'client',
      clientName: requester.name,
      accountId: this.#accountIdIn(args),
      proposalId: textIn(args, 'proposal_id'),
      brokerOrderId: textIn(args, 'order_id'),
      summary: `${shortName(name)} ${input.line}`.trim(),
      detail: { tool: shortName(name), connection: requester.connectionId, input: input.detail },
    });
  }

  /** What was done is done: a failure to record the answer must not turn it into an error. */
  async #recordAnswer(
    { name, args, requester }: ToolCall,
    startedAtMs: number,
    outcome: string,
    output: JsonObject | null,
  ): Promise<void> {
    const status = textIn(output, 'status');
    const tool = shortName(name);
    const durationMs = this.#deps.clock.nowMs() - startedAtMs;
    this.#deps.observe?.({ tool: this.#tools.has(name) ? name : null, outcome, durationMs });
    try {
      await this.#deps.audit.append({
        kind: 'tool.answered',
        actor: 'app',
        clientName: requester.name,
        accountId: this.#accountIdIn(args) ?? this.#accountIdIn(output),
        proposalId: textIn(output, 'proposal_id') ?? textIn(args, 'proposal_id'),
        brokerOrderId: textIn(output, 'order_id') ?? textIn(args, 'order_id'),
        summary: `${tool}: ${status ?? outcome}`,
        detail: { tool, outcome, status, durationMs },
      });
    } catch (error) {
      this.#deps.logger.error({ err: error, tool }, 'the answer to a tool call could not be recorded');
    }
  }

  #accountIdIn(args: unknown): string | null {
    const reference = textIn(args, 'account_id') ?? textIn(args, 'data_account_id');
    if (reference === null) return null;
    return (
      this.#deps.access.accounts.list().find(({ id, alias }) => alias === reference || id === reference)
        ?.id ?? null
    );
  }

  #errorWire(error: unknown, { name, signal }: ToolCall): ErrorWire {
    if (error instanceof AppError) return error.toWire();
    if (signal.aborted) return cancelled().toWire();
    this.#deps.logger.error({ err: error, tool: shortName(name) }, 'a tool failed unexpectedly');
    return toErrorWire(error);
  }
}

/** A read has no effect, so the whole of it can be made again with the next account. */
async function runRouted(
  tool: Extract<ToolDefinition, { access: 'read' }>,
  input: never,
  context: ReadContext,
  route: ReadRoute | null,
): Promise<object> {
  if (route === null) return tool.run(input, context);
  for (;;) {
    try {
      return await tool.run(input, { ...context, accounts: route.accounts });
    } catch (error) {
      if (context.signal.aborted || !route.moveOn(error)) throw error;
    }
  }
}

/** Tool names are up to 40 characters; a client may send anything. */
const NAME_LENGTH_MAX = 60;
const ID_LENGTH_MAX = 64;

const shortName = (name: string) => cleanText(name.slice(0, NAME_LENGTH_MAX));

function parseInput(tool: ToolDefinition, args: unknown): never {
  if (hasTooManyElements(args)) {
    throw new AppError('invalid_input', `input: has more than ${TOOL_INPUT_ELEMENTS_MAX} elements`, {
      nextStep: 'Send less at once.',
    });
  }
  const parsed = tool.input.safeParse(withoutNulls(args));
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data as never;
}

/** Models write null for what they leave out; clients send an object as JSON text, or nothing for no arguments. */
function withoutNulls(args: unknown): unknown {
  const value = typeof args === 'string' ? parsedObject(args) : (args ?? {});
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}

function parsedObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textIn(value: unknown, name: string): string | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
  const text = (value as Record<string, unknown>)[name];
  return typeof text === 'string' ? text.slice(0, ID_LENGTH_MAX) : null;
}

function success(output: JsonObject): ToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
}

/** An expected failure in the form in which clients see errors. */
export function errorResult(error: AppError): ToolResult {
  return failure(error.toWire());
}

function failure(wire: ErrorWire): ToolResult {
  const error = cleanJson({
    code: wire.code,
    message: wire.message,
    retryable: wire.retryable,
    next_step: wire.nextStep,
    ...(wire.outcomeUnknown ? { outcome_unknown: true } : {}),
    ...(wire.brokerCode === null ? {} : { broker_code: wire.brokerCode }),
  });
  return { content: [{ type: 'text', text: JSON.stringify(error) }], isError: true };
}

function unknownTool(name: string): AppError {
  return new AppError('not_found', `There is no tool "${shortName(name)}".`, {
    nextStep: 'Ask for tools/list and use a name from it.',
  });
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The call was cancelled.', {
    nextStep: 'Call again if you still need it.',
    retryable: true,
  });
}
