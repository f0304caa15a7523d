import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import type { ProcessReport } from '../../src/shared/domain/process-report.ts';
import { launchApp, type RunningApp } from '../e2e/launch-app.ts';
import { addAccount, TESTS_AT_ONCE } from '../support/add-account.ts';
import { manyDevelopers, propertiesOfAll } from '../support/many-developers.ts';
import { summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';

// The real app with many accounts: how long one takes to be added, how long all of them take to start, what they
// weigh, and what opening the vault costs. The gateway runs in the process of the bench, on the same cores.

const ACCOUNTS = 32;
const PASSPHRASE = 'correct horse battery staple';
const ADD_SAMPLES = 5;
const POLL_MS = 20;
const PATIENCE_MS = 300_000;

export async function benchAccounts(): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'tiger-bench-accounts-'));
  const developers = manyDevelopers(ACCOUNTS);
  const gateway = await startGateway({ homeDir: join(homeDir, 'gateway'), tigerIds: developers });
  try {
    const files = developers.flatMap((setup, index) => propertiesOfAll(setup, propertiesOf(gateway, index)));
    await benchAdding(homeDir, files);
    await benchStart(homeDir);
  } finally {
    await gateway.close();
    rmSync(homeDir, { recursive: true, force: true });
  }
}

function propertiesOf(gateway: Gateway, index: number): string {
  const developer = gateway.developers[index];
  if (developer === undefined) throw new Error('the gateway has another number of developers');
  return developer.properties;
}

async function invoke<T>(page: Page, name: string, input: object): Promise<T> {
  const command = `window.app.invoke(${JSON.stringify(name)}, ${JSON.stringify(input)}).then((reply) => {
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  })`;
  return (await page.evaluate(command)) as T;
}

async function untilReady(page: Page, aliases: ReadonlySet<string>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (performance.now() < endMs) {
    const accounts = await invoke<Account[]>(page, 'accounts.list', {});
    const waiting = accounts.filter(({ alias, state }) => aliases.has(alias) && state !== 'ready');
    if (waiting.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`not all of ${aliases.size} accounts were ready within ${PATIENCE_MS} ms`);
}

const aliasOf = (index: number) => `bench-${index + 1}`;

/** The first few one after the other, the others at once; all are stored for the start that follows. */
async function benchAdding(homeDir: string, files: readonly string[]): Promise<void> {
  const app = await launchApp({ homeDir: join(homeDir, 'app') });
  try {
    const { mainWindow } = app;
    await invoke(mainWindow, 'vault.setPassphrase', {
      passphrase: PASSPHRASE,
      currentPassphrase: null,
    });
    const add = (properties: string, index: number) => addAccount(mainWindow, aliasOf(index), properties);
    const sample: number[] = [];
    for (const [index, properties] of files.slice(0, ADD_SAMPLES).entries()) {
      const startedMs = performance.now();
      await add(properties, index);
      await untilReady(mainWindow, new Set([aliasOf(index)]));
      sample.push(performance.now() - startedMs);
    }
    printFigure('account: test, add, ready, one after the other', summary(sample));
    const startedMs = performance.now();
    const left = [...files.entries()].slice(ADD_SAMPLES);
    const addAll = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await add(next[1], next[0]);
    };
    await Promise.all(Array.from({ length: TESTS_AT_ONCE }, addAll));
    await untilReady(mainWindow, new Set(files.map((_file, index) => aliasOf(index))));
    const seconds = (performance.now() - startedMs) / 1_000;
    printFigure(
      `accounts: ${files.length - ADD_SAMPLES} tested and added, ${TESTS_AT_ONCE} at a time, until all are ready`,
      `${seconds.toFixed(1)} s`,
    );
  } finally {
    await app.close();
  }
}

async function benchStart(homeDir: string): Promise<void> {
  const app = await launchApp({ homeDir: join(homeDir, 'app') });
  try {
    const { mainWindow } = app;
    const startedMs = performance.now();
    await invoke(mainWindow, 'vault.unlock', { passphrase: PASSPHRASE });
    printFigure('vault: unlock by passphrase', `${Math.round(performance.now() - startedMs)} ms`);
    await untilReady(mainWindow, new Set(Array.from({ length: ACCOUNTS }, (_, index) => aliasOf(index))));
    const seconds = (performance.now() - startedMs) / 1_000;
    printFigure(`accounts: ${ACCOUNTS} from the unlock until all are ready`, `${seconds.toFixed(1)} s`);
    await printMemory(app);
  } finally {
    await app.close();
  }
}

async function printMemory({ mainWindow }: RunningApp): Promise<void> {
  const processes = await invoke<ProcessReport[]>(mainWindow, 'supervisor.get', {});
  const megabytes = ({ proportionalBytes, residentBytes }: ProcessReport) =>
    (proportionalBytes ?? residentBytes ?? 0) / 1_048_576;
  const accounts = processes.filter(({ role, pid }) => role === 'account' && pid !== null).map(megabytes);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  printFigure(`memory (PSS): each of ${accounts.length} account processes`, range(accounts));
  printFigure('memory (PSS): all account processes', `${sum(accounts).toFixed(0)} MB`);
  for (const process of processes.filter(({ role }) => role !== 'account'))
    printFigure(`memory (PSS): ${process.name}`, `${megabytes(process).toFixed(1)} MB`);
  printFigure('memory (PSS): main, exchange and accounts', `${sum(processes.map(megabytes)).toFixed(0)} MB`);
}

function range(sizes: readonly number[]): string {
  return `${Math.min(...sizes).toFixed(1)} to ${Math.max(...sizes).toFixed(1)} MB`;
}
