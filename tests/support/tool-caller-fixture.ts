import { CallAllowance } from '../../src/main/clients/call-allowance.ts';
import type { ClientRights } from '../../src/main/clients/client-rights.ts';
import { clientAccess } from '../../src/main/mcp/access.ts';
import { ToolCaller, type ToolResult } from '../../src/main/mcp/call-tool.ts';
import { ReadRouter } from '../../src/main/mcp/routing/read-router.ts';
import type { ReportProgress } from '../../src/main/mcp/tool.ts';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { type AppSettings, DEFAULT_APP_SETTINGS } from '../../src/shared/domain/app-settings.ts';
import type { LaneUsage } from '../../src/shared/domain/rate-usage.ts';
import { FakeAudit } from './fake-audit.ts';
import { EVERY_RIGHT, FakeAccountManagement } from './fake-clients.ts';
import { FakeDirectory, NOW_MS } from './fake-directory.ts';
import { FakeTrading } from './fake-trading.ts';
import { silentLogger } from './silent-logger.ts';

export interface ToolError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly next_step: string;
  readonly outcome_unknown?: boolean;
  readonly broker_code?: string;
}

export type Answer = Readonly<Record<string, unknown>>;

/** A list in an answer; its rows are read by name. */
export function rowsOf(answer: Answer, name: string): readonly Answer[] {
  const rows = answer[name];
  if (!Array.isArray(rows)) throw new Error(`${name} is no list`);
  return rows as readonly Answer[];
}

export function wordsOf(answer: Answer, name: string): string {
  return String(answer[name]);
}

/** The real way of a tool call between a fake adapter and fixtures behind the account and trading interfaces. */
export class ToolCallerFixture {
  readonly directory = new FakeDirectory();
  readonly trading = new FakeTrading();
  readonly audit = new FakeAudit();
  /** Accounts whose tokens were renewed. */
  readonly renewed: string[] = [];
  lanes: LaneUsage[] = [];
  settings: AppSettings = DEFAULT_APP_SETTINGS;
  /** Everything that the accounts are open for, unless a test takes some of it away. */
  rights: ClientRights = EVERY_RIGHT;
  readonly admin = new FakeAccountManagement();
  readonly access = clientAccess({
    accounts: this.directory,
    trading: this.trading,
    routing: () => this.settings,
    router: new ReadRouter({ settings: () => this.settings, nowMs: () => NOW_MS }),
    allowance: new CallAllowance({ nowMs: () => NOW_MS }),
    rights: () => this.rights,
    renewToken: async (accountId) => {
      this.renewed.push(accountId);
      return { state: 'valid', expiresMs: NOW_MS, text: 'Renewed.', nextStep: null };
    },
  });
  readonly logged: { fields: object; message: string }[] = [];
  holdSeconds = 0;
  isAppLocked = false;
  readonly caller = new ToolCaller({
    catalog: toolCatalog,
    access: this.access,
    admin: this.admin,
    audit: this.audit,
    clock: { nowMs: () => NOW_MS },
    logger: { ...silentLogger, error: (fields, message) => this.logged.push({ fields, message }) },
    holdSeconds: () => this.holdSeconds,
    isAppLocked: () => this.isAppLocked,
    rateUsage: () => this.lanes,
  });

  call(
    name: string,
    args: unknown,
    options: { signal?: AbortSignal; reportProgress?: ReportProgress } = {},
  ): Promise<ToolResult> {
    return this.caller.call({
      name,
      args,
      requester: { connectionId: 'con_test', name: 'Test client', version: '1' },
      signal: options.signal ?? new AbortController().signal,
      reportProgress: options.reportProgress ?? null,
    });
  }

  /** The answer of a call that must succeed. Its text is the same JSON. */
  async answer(name: string, args: unknown = {}): Promise<Answer> {
    const result = await this.call(name, args);
    if (result.isError === true) throw new Error(`${name} failed: ${textOf(result)}`);
    if (textOf(result) !== JSON.stringify(result.structuredContent))
      throw new Error('the text is not the same JSON');
    return result.structuredContent as Answer;
  }

  async error(name: string, args: unknown = {}): Promise<ToolError> {
    return errorOf(await this.call(name, args));
  }
}

export function textOf({ content }: ToolResult): string {
  return content[0]?.text ?? '';
}

export function errorOf(result: ToolResult): ToolError {
  if (result.isError !== true) throw new Error(`no error: ${textOf(result)}`);
  return JSON.parse(textOf(result)) as ToolError;
}
