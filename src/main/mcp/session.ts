import { AppError } from '../../shared/app-error.ts';
import type { Requester } from '../trading/trading.ts';
import type { ToolCaller, ToolResult } from './call-tool.ts';
import { errorResult } from './call-tool.ts';
import type { PublicTool } from './public-tool.ts';
import type { ReportProgress } from './tool.ts';

/** What an adapter binds to its protocol library. It holds all that is ours and nothing of the protocol. */
export interface McpSession {
  readonly serverInfo: { readonly name: string; readonly title: string; readonly version: string };
  readonly instructions: string;
  /** Those that the user's access settings allow right now. */
  tools(): Promise<readonly PublicTool[]>;
  call(call: SessionCall): Promise<ToolResult>;
  /** @returns a function that ends the subscription */
  onToolsChanged(listener: () => void): () => void;
}

interface SessionCall {
  readonly name: string;
  readonly args: unknown;
  readonly signal: AbortSignal;
  readonly reportProgress: ReportProgress | null;
}

export interface SessionDeps {
  readonly appVersion: string;
  readonly instructions: string;
  readonly requester: Requester;
  readonly caller: Pick<ToolCaller, 'call'>;
  readonly tools: () => readonly PublicTool[];
  readonly onToolsChanged: McpSession['onToolsChanged'];
  readonly called: (isRefused: boolean) => void;
  /** Puts the client on record; resolves at once when it is there already. */
  readonly introduce: () => Promise<void>;
}

/** A client holds one or two calls open for decisions and reads beside them; more at once is a runaway loop. */
const CALLS_IN_FLIGHT_MAX = 32;

export function createSession(deps: SessionDeps): McpSession {
  let callsInFlight = 0;
  return {
    serverInfo: { name: 'tiger-mcp-desktop', title: 'Tiger MCP Desktop', version: deps.appVersion },
    instructions: deps.instructions,
    async tools() {
      await deps.introduce();
      return deps.tools();
    },
    onToolsChanged: deps.onToolsChanged,
    async call(call) {
      await deps.introduce();
      if (callsInFlight >= CALLS_IN_FLIGHT_MAX) {
        deps.called(true);
        return errorResult(tooManyCalls());
      }
      callsInFlight += 1;
      try {
        const result = await deps.caller.call({ ...call, requester: deps.requester });
        deps.called(result.isError === true);
        return result;
      } finally {
        callsInFlight -= 1;
      }
    },
  };
}

function tooManyCalls(): AppError {
  return new AppError('busy', `This connection has ${CALLS_IN_FLIGHT_MAX} calls open already.`, {
    nextStep: 'Wait for an answer, then call again.',
    retryable: true,
  });
}
