import * as z from 'zod';
import { accountInput, symbolInput } from '../tolerant-input.ts';
import { type Icon, type PromptIcon, promptIcon } from './prompt-icons.ts';

/** A task that a user starts by name. It says what to do with the tools and decides nothing. */
export interface PromptDefinition<In extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly icon: PromptIcon;
  /** What it asks for; it is there for clients that may call all of them. */
  readonly tools: readonly string[];
  readonly input: In;
  /** What the user is taken to say. */
  readonly text: (input: z.output<In>) => string;
}

/** Checks a prompt's parts against each other. */
export function prompt<In extends z.ZodObject>(definition: PromptDefinition<In>): PromptDefinition {
  return definition as unknown as PromptDefinition;
}

/** What a client sees of a prompt, over every revision of the protocol. */
export interface PublicPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: { readonly name: string; readonly description: string; readonly required: boolean }[];
  readonly icons: Icon[];
}

export function publicPrompt({ name, title, description, icon, input }: PromptDefinition): PublicPrompt {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' }) as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return {
    name,
    title,
    description,
    arguments: Object.entries(properties).map(([argument, schema]) => ({
      name: argument,
      description: schema.description ?? argument,
      required: required.includes(argument),
    })),
    icons: [promptIcon(icon)],
  };
}

/** Longer than a sentence of wishes, shorter than a way to flood the model. */
const WORDS_LENGTH_MAX = 500;

export const accountArgument = () =>
  accountInput('Alias of the account; without it all accounts that are open to you.').optional();
export const symbolArgument = () => symbolInput().describe('Symbol, e.g. AAPL or 00700.');
export const wordsArgument = (description: string) =>
  z.string().trim().min(1, 'must not be empty').max(WORDS_LENGTH_MAX).describe(description);

/** On every prompt, because a client may show a model the prompt and not the server's instructions. */
export const HONESTY = `Every figure must come from a tool's answer: quote its as_of, and say when it is delayed, simulated or absent (null is not zero). Add amounts of different currencies only with a rate that a tool gave, and name the rate.`;
