import { AppError, invalidInput } from '../../../shared/app-error.ts';
import { cleanText } from '../clean-text.ts';
import type { VisibleAccounts } from '../tool.ts';
import { type PromptDefinition, type PublicPrompt, publicPrompt } from './prompt.ts';
import { promptCatalog } from './prompt-catalog.ts';

export interface PromptText {
  readonly description: string;
  readonly text: string;
}

const NAME_SHOWN_LENGTH = 60;

/** The prompts of one client: those whose tools it may call. */
export class PromptBook {
  readonly #accounts: Pick<VisibleAccounts, 'get'>;
  readonly #toolNames: () => ReadonlySet<string>;

  constructor(accounts: Pick<VisibleAccounts, 'get'>, toolNames: () => ReadonlySet<string>) {
    this.#accounts = accounts;
    this.#toolNames = toolNames;
  }

  list(): readonly PublicPrompt[] {
    return this.#open().map(publicPrompt);
  }

  /** @throws AppError not_found or invalid_input */
  get(name: string, args: Readonly<Record<string, unknown>>): PromptText {
    const definition = this.find(name);
    const parsed = definition.input.safeParse(withoutBlanks(args));
    if (!parsed.success) throw invalidInput(parsed.error);
    const accountRef = parsed.data['account_id'];
    // The same answer as the tools give for an account that is closed or does not exist.
    if (typeof accountRef === 'string') this.#accounts.get(accountRef);
    return { description: definition.description, text: cleanText(definition.text(parsed.data)) };
  }

  /** @throws AppError not_found */
  find(name: string): PromptDefinition {
    const definition = this.#open().find((candidate) => candidate.name === name);
    if (definition !== undefined) return definition;
    throw new AppError('not_found', `There is no prompt "${cleanText(name.slice(0, NAME_SHOWN_LENGTH))}".`, {
      nextStep: 'Use a name from prompts/list.',
    });
  }

  #open(): readonly PromptDefinition[] {
    const names = this.#toolNames();
    return promptCatalog.filter(({ tools }) => tools.every((tool) => names.has(tool)));
  }
}

/** Clients send an argument that the user left empty as an empty text. */
function withoutBlanks(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== '' && value !== null));
}
