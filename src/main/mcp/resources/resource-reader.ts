import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import { normaliseSymbol } from '../../../shared/domain/instrument.ts';
import { cleanText } from '../clean-text.ts';
import type { VisibleAccounts } from '../tool.ts';
import type {
  PublicResource,
  PublicResourceTemplate,
  ResourceContext,
  ResourceDefinition,
  ResourceText,
  ResourceVariables,
} from './resource.ts';
import { resourceCatalog } from './resource-catalog.ts';
import { matchUri, quoteUri, variablesIn } from './resource-uri.ts';

const MIME_TYPE = 'application/json';
/** A URI of ours is at most some 130 characters. */
const URI_SHOWN_LENGTH = 160;

export interface ResourceReaderDeps {
  readonly accounts: Pick<VisibleAccounts, 'list' | 'get'>;
  readonly context: Omit<ResourceContext, 'answer'>;
}

/** A resource by the one URI that news of it carries; clients may write symbols and accounts in other ways. */
export interface ResourceSubject {
  readonly uri: string;
  /** Whose positions or orders it is; null: of no one account. */
  readonly accountId: AccountId | null;
  /** Whose quote it is; null: no quote. */
  readonly symbol: string | null;
}

/** The resources of one client. A resource that needs a tool is there for those who may call the tool. */
export class ResourceReader {
  readonly #deps: ResourceReaderDeps;

  constructor(deps: ResourceReaderDeps) {
    this.#deps = deps;
  }

  list(): readonly PublicResource[] {
    const accounts = this.#deps.accounts.list();
    return this.#open().flatMap((resource) => {
      const { uri, name, title, ofAccount } = resource;
      const { description } = resource;
      if (ofAccount !== undefined) {
        return accounts.map((account) => ({
          uri: ofAccount(account),
          name: `${name}-${account.alias}`,
          title: `${title}: ${account.alias}`,
          description,
          mimeType: MIME_TYPE,
        }));
      }
      return variablesIn(uri).length === 0 ? [{ uri, name, title, description, mimeType: MIME_TYPE }] : [];
    });
  }

  templates(): readonly PublicResourceTemplate[] {
    return this.#open()
      .filter(({ uri }) => variablesIn(uri).length > 0)
      .map(({ uri, name, title, description }) => ({
        uriTemplate: uri,
        name,
        title,
        description,
        mimeType: MIME_TYPE,
      }));
  }

  /** @throws AppError not_found, or what the tool behind it answers */
  async read(uri: string, answer: ResourceContext['answer']): Promise<ResourceText> {
    const { resource, variables } = this.#find(uri);
    const contents = await resource.read(variables, { ...this.#deps.context, answer });
    return { uri, mimeType: MIME_TYPE, text: JSON.stringify(contents) };
  }

  /** What a URI means, when there is such a resource for this client right now. @throws AppError not_found */
  find(uri: string): ResourceSubject {
    const { resource, variables } = this.#find(uri);
    if (resource.ofAccount !== undefined) {
      const account = this.#deps.accounts.get(variables.alias ?? '');
      return { uri: resource.ofAccount(account), accountId: account.id, symbol: null };
    }
    if (variables.symbol === undefined) return { uri, accountId: null, symbol: null };
    const symbol = normaliseSymbol(variables.symbol);
    return { uri: quoteUri(symbol), accountId: null, symbol };
  }

  /** Whether it has this variable, for completions. @throws AppError not_found */
  hasVariable(uriTemplate: string, name: string): boolean {
    const isTemplate = this.#open().some(({ uri }) => uri === uriTemplate);
    if (!isTemplate) throw unknownResource(uriTemplate);
    return variablesIn(uriTemplate).includes(name);
  }

  #open(): readonly ResourceDefinition[] {
    const names = new Set(this.#deps.context.tools().map(({ name }) => name));
    return resourceCatalog.filter(({ tool }) => tool === null || names.has(tool));
  }

  #find(uri: string): { resource: ResourceDefinition; variables: ResourceVariables } {
    for (const resource of this.#open()) {
      const variables = matchUri(resource.uri, uri);
      if (variables !== null) return { resource, variables };
    }
    throw unknownResource(uri);
  }
}

function unknownResource(uri: string): AppError {
  return new AppError('not_found', `There is no resource "${cleanText(uri.slice(0, URI_SHOWN_LENGTH))}".`, {
    nextStep: 'Use a URI from resources/list or fill in a template from resources/templates/list.',
  });
}
