import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningApp } from './launch-app.ts';

export const THEMES = ['dark', 'light'] as const;

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: the other one opens a page of its own, and this app opens none but its windows.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(RULES).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

export async function chooseTheme({ mainWindow }: RunningApp, theme: (typeof THEMES)[number]): Promise<void> {
  await mainWindow.getByRole('button', { name: /^Settings/ }).click();
  // Not `check`: the choice shows once it is saved, which the next line waits for.
  await mainWindow.getByRole('radio', { name: new RegExp(theme, 'i') }).click({ force: true });
  await expect(mainWindow.locator('html')).toHaveAttribute('data-theme', theme);
}
