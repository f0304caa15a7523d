import {
  ACCOUNT_TAGS_MAX,
  type Account,
  type AccountDescription,
  accountAliasSchema,
  accountDescriptionSchema,
} from '../../shared/domain/account.ts';
import { accountsText } from '../i18n/en-accounts.ts';

const text = accountsText.form;

export interface DescriptionForm {
  readonly alias: string;
  readonly label: string;
  readonly colour: AccountDescription['colour'];
  /** Separated by commas. */
  readonly tags: string;
}

export type DescriptionErrors = { readonly [K in 'alias' | 'label' | 'tags']: string | null };

/** @returns the description, or null with what is wrong, field by field */
export function readDescription(
  form: DescriptionForm,
  otherAliases: readonly string[],
): { readonly description: AccountDescription | null; readonly errors: DescriptionErrors } {
  const { shape } = accountDescriptionSchema;
  const tags = tagsOf(form.tags);
  const errors = {
    alias: aliasError(form.alias, otherAliases),
    label: shape.label.safeParse(form.label).success ? null : text.labelTooLong,
    tags: shape.tags.safeParse(tags).success ? null : text.tagsInvalid(ACCOUNT_TAGS_MAX),
  };
  const parsed = accountDescriptionSchema.safeParse({ ...form, tags });
  const isGood = parsed.success && Object.values(errors).every((error) => error === null);
  return { description: isGood ? parsed.data : null, errors };
}

export function descriptionFormOf({ alias, label, colour, tags }: AccountDescription): DescriptionForm {
  return { alias, label, colour, tags: tags.join(', ') };
}

/** A name that nobody has yet, from what the broker has proven. */
export function suggestedAlias(
  mode: Account['mode'] | null,
  lastFour: string | null,
  taken: readonly string[],
): string {
  const plain = `${mode === 'paper' ? 'paper' : 'live'}-${(lastFour ?? '').toLowerCase()}`;
  if (!accountAliasSchema.safeParse(plain).success) return '';
  for (let number = 1; number <= taken.length + 1; number += 1) {
    const alias = number === 1 ? plain : `${plain}-${number}`;
    if (!taken.includes(alias)) return alias;
  }
  return '';
}

function tagsOf(tags: string): string[] {
  const names = tags.split(',').map((tag) => tag.trim());
  return [...new Set(names.filter((tag) => tag !== ''))];
}

function aliasError(alias: string, taken: readonly string[]): string | null {
  if (!accountAliasSchema.safeParse(alias).success) return text.aliasInvalid;
  return taken.includes(alias) ? text.aliasTaken : null;
}
