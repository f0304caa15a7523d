import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { WindowRole } from '../../shared/ipc/command.ts';
import type { CommandName } from '../../shared/ipc/commands.ts';
import type { Reply } from '../../shared/ipc/contract.ts';
import type { SenderFacts } from '../platform/sender-facts.ts';

/** An order as it arrived at the exchange: what counts, whatever the app says of it. */
export interface SentOrder {
  readonly symbol: string;
  readonly side: string;
  readonly quantity: number;
}

/** What an AI client was answered. */
export interface ToolAnswer {
  readonly isError: boolean;
  /** Empty where there is none. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** An AI client that speaks MCP through the app's own door. */
export interface AttackClient {
  call(tool: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
  /** Any message of the protocol. @returns the error's text, or null when the app answered with a result */
  request(method: string, params: Readonly<Record<string, unknown>>): Promise<string | null>;
  /** Answers a question that the app has not asked, or any that it has. */
  answer(id: string | number, result: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/** What the commands of the exchange's fault door can be. */
type ExchangeCommand =
  | { readonly action: 'set_price'; readonly symbol: string; readonly price: string | null }
  | {
      readonly action: 'add_fault';
      readonly rule: {
        readonly kind: 'reset_after' | 'http_500';
        readonly method: string;
        readonly count?: number;
      };
    };

/** The app that an attack meets: a real one, with the user's settings, a simulated exchange and nothing else of theirs. */
export interface AttackRange {
  readonly settings: RiskSettings;
  /** The account that the client may propose on. */
  readonly alias: string;
  readonly accountId: string;
  /** The client whose rights the attacks have, in the window and in the log. */
  readonly clientName: string;
  /** The one of the app's pages. */
  readonly origin: string;
  /** Connects as that client; `calledItself` is what the program says of itself. @throws AppError when it is turned away */
  client(calledItself?: string): Promise<AttackClient>;
  /** Connects without the key of any client. */
  stranger(calledItself: string): Promise<AttackClient>;
  /** As a window of the app asks main; with `sender`, as something else does. */
  window(
    role: WindowRole,
    name: CommandName | (string & {}),
    input: unknown,
    sender?: Partial<SenderFacts>,
  ): Promise<Reply>;
  exchange(command: ExchangeCommand): Promise<void>;
  sentOrders(): Promise<readonly SentOrder[]>;
  /** Another account of the same user, open to other clients and closed to this one. @returns its alias */
  secondAccount(): Promise<string>;
  passTime(byMs: number): void;
  /** By the app's clock. */
  nowMs(): number;
}
