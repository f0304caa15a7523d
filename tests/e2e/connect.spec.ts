import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixture.ts';
import { LAUNCHER, launchApp } from './launch-app.ts';

const CONFIG = '{\n  // mine\n  "mcpServers": {\n    "other": { "command": "other" },\n  }\n}\n';

test('a client is connected as it was shown, its link tested, and removed', async ({ homeDir }) => {
  const userHomeDir = join(homeDir, 'user');
  const file = join(userHomeDir, '.cursor', 'mcp.json');
  mkdirSync(join(userHomeDir, '.cursor'), { recursive: true });
  writeFileSync(file, CONFIG);
  const app = await launchApp({ homeDir, userHomeDir });
  try {
    const page = app.mainWindow;
    await page
      .getByRole('button', { name: /^Connect/ })
      .first()
      .click();
    const card = page.locator('.setup-card', { hasText: 'Cursor' });
    await expect(card.getByText('Not connected')).toBeVisible();
    await expect(
      page.locator('.setup-card', { hasText: 'Windsurf' }).getByText('Not installed'),
    ).toBeVisible();
    await card.getByRole('button', { name: 'Connect… Cursor' }).click();
    await expect(card.getByRole('region', { name: `Change of ${file}` })).toContainText(LAUNCHER);
    expect(readFileSync(file, 'utf8')).toBe(CONFIG);
    await card.getByRole('button', { name: 'Write this change' }).click();
    await expect(card.getByText('Connected', { exact: true })).toBeVisible();
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('// mine');
    expect(written).toContain(homeDir);
    const [, clientId] = /"--client",\s*"(cli_[a-z0-9]{16})"/.exec(written) ?? [];
    const token = readFileSync(join(homeDir, 'clients', String(clientId)), 'utf8');
    expect(written).not.toContain(token);
    await expect(page.getByRole('region', { name: 'Your AI clients' }).getByText('Cursor')).toBeVisible();

    await page.getByRole('button', { name: 'Test the link' }).click();
    await expect(page.getByText(/offers \d+ tools/)).toBeVisible({ timeout: 15_000 });

    await card.getByRole('button', { name: 'Remove… Cursor' }).click();
    await card.getByRole('button', { name: 'Write this change' }).click();
    await expect(card.getByText('Not connected')).toBeVisible();
    expect(readFileSync(file, 'utf8')).not.toContain('tiger-mcp"');
    expect(readFileSync(file, 'utf8')).toContain('"other": { "command": "other" }');
    expect(readdirSync(join(userHomeDir, '.cursor'))).toHaveLength(3);
  } finally {
    await app.close();
  }
});
