import * as z from 'zod';
import { accountAliasSchema, accountIdSchema, accountSchema, clientAccessSchema } from '../domain/account.ts';
import { aiClientSchema, clientSetupSchema } from '../domain/ai-client.ts';
import { appSettingsSchema } from '../domain/app-settings.ts';
import { approvalCardSchema, decisionInputSchema, editInputSchema } from '../domain/approval-card.ts';
import { auditActorSchema, auditEventSchema, auditKindSchema } from '../domain/audit-event.ts';
import { marketStatusSchema } from '../domain/market-data.ts';
import { brokerOrderIdSchema, brokerOrderListSchema } from '../domain/order.ts';
import { assetsSchema, positionListSchema } from '../domain/portfolio.ts';
import { proposalIdSchema, proposalSchema } from '../domain/proposal.ts';
import { riskSettingsSchema } from '../domain/risk-settings.ts';
import { stopLevelSchema, stopTargetSchema, tradingStopSchema } from '../domain/trading-stop.ts';
import type { Contract } from './contract.ts';

/** The windows of the app. What decides about money may be called from the approval window alone. */
export type WindowRole = 'main' | 'approval';

export interface Command {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly roles: readonly WindowRole[];
}

const BOTH: readonly WindowRole[] = ['main', 'approval'];
const MAIN: readonly WindowRole[] = ['main'];
const APPROVAL: readonly WindowRole[] = ['approval'];

const nothing = z.strictObject({});
const done = z.strictObject({ ok: z.literal(true) });
const account = z.strictObject({ accountId: accountIdSchema });

/** A page of the audit list; the window asks for the next one while scrolling. */
export const AUDIT_PAGE_MAX = 200;
const PROPOSALS_LIST_MAX = 200;
export const PROPERTIES_TEXT_MAX = 65_536;

/** The sentence that turns live trading on; typing it is the acknowledgement, a click is not. */
export const LIVE_TRADING_SENTENCE = 'I allow live orders on this account';

const appStatusSchema = z.strictObject({
  version: z.string(),
  electronVersion: z.string(),
  /** Set when the app runs on the development runtime, which is never shipped. */
  runtimeNotice: z.string().nullable(),
  homeDir: z.string(),
  mcpEndpoint: z.strictObject({ isListening: z.boolean(), text: z.string() }),
  connectionsOpen: z.int(),
  /** null: no keychain, secrets of real accounts live for this session only. */
  keychain: z.string().nullable(),
  databaseBytes: z.int(),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

const auditFilterSchema = z.strictObject({
  kinds: z.array(auditKindSchema).max(auditKindSchema.options.length),
  actors: z.array(auditActorSchema).max(auditActorSchema.options.length),
  accountId: accountIdSchema.nullable(),
  /** Found anywhere in the summary, the detail, the client's name or an id. */
  text: z.string().max(200),
  fromMs: z.int().nullable(),
  toMs: z.int().nullable(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Every command of the windows: what goes in, what comes out, who may call. */
export const commands = {
  'app.status': { input: nothing, output: appStatusSchema, roles: BOTH },
  'app.showFile': {
    input: z.strictObject({ file: z.enum(['log', 'export', 'home']) }),
    output: done,
    roles: MAIN,
  },

  'settings.get': { input: nothing, output: appSettingsSchema, roles: BOTH },
  'settings.set': { input: appSettingsSchema.partial(), output: appSettingsSchema, roles: MAIN },

  'accounts.list': { input: nothing, output: z.array(accountSchema), roles: BOTH },
  'accounts.add': {
    input: z.strictObject({
      alias: accountAliasSchema,
      label: z.string().max(60),
      /** Text of tiger_openapi_config.properties. It goes straight to the vault. */
      properties: z.string().min(1).max(PROPERTIES_TEXT_MAX),
    }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.remove': { input: account, output: done, roles: MAIN },
  'accounts.restart': { input: account, output: done, roles: MAIN },
  'accounts.setClientAccess': {
    input: z.strictObject({ accountId: accountIdSchema, clientAccess: clientAccessSchema }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.setLiveTrading': {
    input: z.strictObject({
      accountId: accountIdSchema,
      isEnabled: z.boolean(),
      /** Must equal LIVE_TRADING_SENTENCE to turn it on; ignored to turn it off. */
      typedSentence: z.string().max(200),
    }),
    output: accountSchema,
    roles: MAIN,
  },
  'accounts.assets': { input: account, output: assetsSchema, roles: BOTH },
  'accounts.positions': { input: account, output: positionListSchema, roles: BOTH },
  'accounts.orders': {
    input: z.strictObject({
      accountId: accountIdSchema,
      scope: z.enum(['all', 'open', 'filled', 'inactive']),
      limit: z.int().min(1).max(300),
    }),
    output: brokerOrderListSchema,
    roles: BOTH,
  },
  'accounts.market': {
    input: z.strictObject({ accountId: accountIdSchema }),
    output: z.array(marketStatusSchema),
    roles: BOTH,
  },
  /** A person's own cancel: never harder than creating an order. */
  'orders.cancel': {
    input: z.strictObject({ accountId: accountIdSchema, brokerOrderId: brokerOrderIdSchema }),
    output: proposalSchema,
    roles: BOTH,
  },

  'risk.get': { input: account, output: riskSettingsSchema, roles: BOTH },
  'risk.set': {
    input: z.strictObject({
      accountId: accountIdSchema,
      settings: riskSettingsSchema,
      /** Must equal `looseningSentence(alias)` where the change loosens a control of a live account. */
      typedSentence: z.string().max(200),
    }),
    output: riskSettingsSchema,
    roles: MAIN,
  },

  /** The kill switch: both windows stop, only the main one lets go. */
  'stops.list': { input: nothing, output: z.array(tradingStopSchema), roles: BOTH },
  'stops.trip': {
    input: z.strictObject({ target: stopTargetSchema, level: stopLevelSchema }),
    output: tradingStopSchema,
    roles: BOTH,
  },
  'stops.lift': {
    /** The sentence must equal LIFT_STOP_SENTENCE. */
    input: z.strictObject({ target: stopTargetSchema, typedSentence: z.string().max(200) }),
    output: done,
    roles: MAIN,
  },

  'proposals.list': {
    input: z.strictObject({ isWaitingOnly: z.boolean(), limit: z.int().min(1).max(PROPOSALS_LIST_MAX) }),
    output: z.array(proposalSchema),
    roles: BOTH,
  },
  /** Shows the approval window on this proposal, or on the oldest that waits. */
  'approvals.open': {
    input: z.strictObject({ proposalId: proposalIdSchema.nullable() }),
    output: done,
    roles: BOTH,
  },
  'approvals.card': {
    input: z.strictObject({ proposalId: proposalIdSchema }),
    output: approvalCardSchema,
    roles: APPROVAL,
  },
  /** New quote, preview and controls, hence a new seal. */
  'approvals.refresh': {
    input: z.strictObject({ proposalId: proposalIdSchema }),
    output: approvalCardSchema,
    roles: APPROVAL,
  },
  'approvals.edit': { input: editInputSchema, output: approvalCardSchema, roles: APPROVAL },
  'approvals.decide': {
    input: decisionInputSchema,
    /** isDelivered false: the decision came too late or for another card, and nothing was done. */
    output: z.strictObject({ isDelivered: z.boolean(), text: z.string(), proposal: proposalSchema }),
    roles: APPROVAL,
  },

  'audit.list': {
    input: z.strictObject({
      filter: auditFilterSchema,
      beforeSequence: z.int().nullable(),
      limit: z.int().min(1).max(AUDIT_PAGE_MAX),
    }),
    output: z.strictObject({ events: z.array(auditEventSchema), total: z.int() }),
    roles: MAIN,
  },
  'audit.verify': {
    input: nothing,
    output: z.strictObject({
      isIntact: z.boolean(),
      eventsChecked: z.int(),
      firstBadSequence: z.int().nullable(),
      text: z.string(),
    }),
    roles: MAIN,
  },
  'audit.export': {
    input: z.strictObject({ format: z.enum(['jsonl', 'csv']), filter: auditFilterSchema }),
    output: z.strictObject({ path: z.string(), eventsWritten: z.int() }),
    roles: MAIN,
  },

  'clients.list': { input: nothing, output: z.array(aiClientSchema), roles: MAIN },
  'clients.setup': {
    input: nothing,
    output: z.strictObject({ command: z.string(), setups: z.array(clientSetupSchema) }),
    roles: MAIN,
  },
} as const satisfies Contract & Record<string, Command>;

export type Commands = typeof commands;
export type CommandName = keyof Commands & string;
