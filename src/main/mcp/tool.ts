import type * as z from 'zod';
import type { Account, AccountId } from '../../shared/domain/account.ts';
import type { AccountRequest, AccountRequestKind } from '../../shared/domain/account-request.ts';
import type { AccountToken } from '../../shared/domain/account-token.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import type { Toolset } from '../../shared/domain/toolset.ts';
import type { AccountReads } from '../accounts/account-directory.ts';
import type { Clock } from '../platform/clock.ts';
import type { Requester, TradeProposals } from '../trading/trading.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** All four hints of the protocol: a missing one has a default that some clients get wrong. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

export const READ_ANNOTATIONS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/** One account that AI clients may read, with the calls that change nothing. */
export interface ReadableAccount {
  readonly account: Account;
  readonly read: AccountReads['read'];
}

/** What the filter of access.ts lets through. Accounts that are closed to AI clients do not exist here. */
export interface VisibleAccounts {
  list(): readonly Account[];
  /** By alias or id. @throws AppError not_found */
  get(accountRef: string): Account;
  /** The named account, or a ready one to read from. @throws AppError not_found or unavailable */
  readable(accountRef: string | undefined): ReadableAccount;
}

/** The part of the trading interface that records and sends nothing. */
export type ProposalReads = Pick<TradeProposals, 'get' | 'list' | 'waitForOutcome' | 'preview'>;
export type ProposalWrites = Pick<
  TradeProposals,
  'propose' | 'proposeBasket' | 'moveMoney' | 'cancelOrder' | 'modifyOrder' | 'withdraw' | 'pauseWrites'
>;

/** What was asked of the broker within its limits. */
interface RateUsageReads {
  /** The name under which the calls of this client are counted. */
  readonly clientName: string;
  readonly lanes: () => readonly LaneUsage[];
}

/** `done` of `total` seconds; decoration, since no client extends its time limit for it. */
export type ReportProgress = (done: number, total: number, text: string) => void;

export interface ReadContext {
  /** Aborted when the client cancels or leaves. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly accounts: VisibleAccounts;
  readonly proposals: ProposalReads;
  readonly rateUsage: RateUsageReads;
  readonly reportProgress: ReportProgress | null;
  /** The windows are locked: reading goes on, and proposals wait, but nobody can decide before they are unlocked. */
  readonly isAppLocked: () => boolean;
}

/** Effects on the account's token alone. */
export interface TokenRenewal {
  /** How it went, or that it goes on. @throws AppError access_denied, unavailable or credentials */
  renew(accountId: AccountId): Promise<AccountToken>;
}

export interface ProposeContext extends ReadContext {
  readonly requester: Requester;
  readonly trading: ProposalWrites;
  /** How long a call holds for a decision where the client does not say. */
  readonly holdSeconds: () => number;
}

/** What a manager's tools reach: they ask, and the user does. */
interface ManageContext extends ReadContext {
  readonly requester: Requester;
  readonly admin: AccountManagement;
  readonly tokens: TokenRenewal;
}

export interface AccountManagement {
  /** In force at once: it moves no money. */
  setDefaultDataAccount(account: Account): Promise<void>;
  /** @throws AppError busy */
  ask(kind: AccountRequestKind, account: Account | null, requester: Requester): Promise<AccountRequest>;
}

interface ToolFacts<In extends z.ZodObject, Out extends z.ZodObject> {
  readonly name: `tiger_${string}`;
  readonly title: string;
  /** First sentence: when to use it. Below 1 kB. */
  readonly description: string;
  readonly toolset: Toolset;
  readonly input: In;
  readonly output: Out;
  readonly annotations: ToolAnnotations;
  /**
   * Its answer holds text that somebody outside wrote: news, filings, reasons of corporate actions. Whoever wrote it may
   * have written to the assistant, so grants are off for the client for a while (control 30).
   */
  readonly returnsThirdPartyText?: true;
}

/** Handed nothing that can change anything, by type. */
export interface ReadTool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject>
  extends ToolFacts<In, Out> {
  readonly access: 'read';
  readonly run: (input: z.output<In>, context: ReadContext) => Promise<z.input<Out>>;
}

export interface ProposeTool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject>
  extends ToolFacts<In, Out> {
  readonly access: 'propose';
  readonly run: (input: z.output<In>, context: ProposeContext) => Promise<z.input<Out>>;
}

export interface ManageTool<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject>
  extends ToolFacts<In, Out> {
  readonly access: 'manage';
  readonly run: (input: z.output<In>, context: ManageContext) => Promise<z.input<Out>>;
}

/** A tool as the catalogue holds it: its handler takes what its own input schema has parsed. */
export type ToolDefinition =
  | (Omit<ReadTool, 'run'> & { readonly run: ErasedRun<ReadContext> })
  | (Omit<ProposeTool, 'run'> & { readonly run: ErasedRun<ProposeContext> })
  | (Omit<ManageTool, 'run'> & { readonly run: ErasedRun<ManageContext> });

type ErasedRun<Context> = (input: never, context: Context) => Promise<object>;

/** Checks a tool's parts against each other. */
export function readTool<In extends z.ZodObject, Out extends z.ZodObject>(
  tool: Omit<ReadTool<In, Out>, 'access'>,
): ToolDefinition {
  return { ...tool, access: 'read' };
}

export function proposeTool<In extends z.ZodObject, Out extends z.ZodObject>(
  tool: Omit<ProposeTool<In, Out>, 'access'>,
): ToolDefinition {
  return { ...tool, access: 'propose' };
}

export function manageTool<In extends z.ZodObject, Out extends z.ZodObject>(
  tool: Omit<ManageTool<In, Out>, 'access'>,
): ToolDefinition {
  return { ...tool, access: 'manage' };
}
