import type { Account } from '../../../shared/domain/account.ts';
import type { ArgumentName } from '../complete-argument.ts';
import type { PublicTool } from '../public-tool.ts';
import type { JsonObject } from '../tool.ts';

/** What a resource is read with. There is no other way to data than the tools that this client may call. */
export interface ResourceContext {
  /** A tool's answer, with its access check, its audit rows and its limits. @throws AppError */
  answer(tool: string, args: JsonObject): Promise<JsonObject>;
  /** The tools that this client may call right now. */
  tools(): readonly PublicTool[];
  readonly appVersion: string;
  readonly isAppLocked: () => boolean;
}

/** By the names in the URI's template. */
export type ResourceVariables = Readonly<Partial<Record<ArgumentName, string>>>;

/** One resource, or one template of them. Contents are one JSON text. */
export interface ResourceDefinition {
  /** Fixed, or with `{variables}` that stand for one path segment each. */
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** It exists for a client that may call this tool; null: for everyone. */
  readonly tool: string | null;
  /** Where there is one for each account: the URI of this account's. */
  readonly ofAccount?: (account: Account) => string;
  readonly read: (variables: ResourceVariables, context: ResourceContext) => Promise<JsonObject>;
}

/** What a client sees of a resource, over every revision of the protocol. */
export interface PublicResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}

export interface PublicResourceTemplate extends Omit<PublicResource, 'uri'> {
  readonly uriTemplate: string;
}

export interface ResourceText {
  readonly uri: string;
  readonly mimeType: string;
  readonly text: string;
}
