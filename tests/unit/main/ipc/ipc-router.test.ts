import { describe, expect, it, vi } from 'vitest';
import {
  type CommandHandlers,
  ipcRouter,
  type RecoveryHandlers,
} from '../../../../src/main/ipc/ipc-router.ts';
import { publishTo } from '../../../../src/main/ipc/publish.ts';
import { trustedRole } from '../../../../src/main/ipc/trusted-sender.ts';
import type { SenderFacts } from '../../../../src/main/platform/sender-facts.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { DEFAULT_APP_SETTINGS } from '../../../../src/shared/domain/app-settings.ts';
import type { WindowRole } from '../../../../src/shared/ipc/command.ts';
import { type CommandName, commands } from '../../../../src/shared/ipc/commands.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const ORIGIN = 'app://ui';
const ROLES = new Map<number, WindowRole>([
  [1, 'main'],
  [2, 'approval'],
  [3, 'recovery'],
]);
const frame = { hasParent: false, origin: ORIGIN };
const main: SenderFacts = { contentsId: 1, frame };
const approval: SenderFacts = { contentsId: 2, frame };
const recovery: SenderFacts = { contentsId: 3, frame };
const SENDERS: Readonly<Record<WindowRole, SenderFacts>> = { main, approval, recovery };

describe('trusted sender', () => {
  it.each([
    ['the main window', main, 'main'],
    ['the approval window', approval, 'approval'],
    ['an unknown window', { contentsId: 4, frame }, null],
    ['a frame that is gone', { contentsId: 1, frame: null }, null],
    ['a frame inside the page', { contentsId: 1, frame: { ...frame, hasParent: true } }, null],
    ['another origin', { contentsId: 1, frame: { ...frame, origin: 'https://example.com' } }, null],
    [
      'an origin that begins like ours',
      { contentsId: 1, frame: { ...frame, origin: 'app://ui.evil' } },
      null,
    ],
    ['an opaque origin', { contentsId: 1, frame: { ...frame, origin: 'null' } }, null],
    ['an empty origin', { contentsId: 1, frame: { ...frame, origin: '' } }, null],
    ['a file', { contentsId: 1, frame: { ...frame, origin: 'file://' } }, null],
  ])('knows %s', (_name, sender, role) => {
    expect(trustedRole(sender as SenderFacts, ROLES, ORIGIN)).toBe(role);
  });
});

function router(handlers: Partial<Record<CommandName, unknown>> = {}, isLocked = false) {
  const every = Object.fromEntries(
    Object.keys(commands).map((name) => [name, vi.fn(async () => ({ ok: true }))]),
  );
  const all = { ...every, ...handlers } as unknown as CommandHandlers & RecoveryHandlers;
  const lock = { isLocked };
  const route = ipcRouter({ handlers: all, roles: ROLES, origin: ORIGIN, logger: silentLogger, lock });
  return { all, route };
}

describe('command router', () => {
  it('answers a command', async () => {
    const { route } = router({ 'settings.get': async () => DEFAULT_APP_SETTINGS });
    expect(await route(main, { name: 'settings.get', input: {} })).toEqual({
      ok: true,
      value: DEFAULT_APP_SETTINGS,
    });
  });

  it('asks a stranger for nothing and tells him nothing', async () => {
    const { route, all } = router();
    const reply = await route({ contentsId: 9, frame }, { name: 'app.status', input: {} });
    expect(reply).toMatchObject({ ok: false, error: { code: 'access_denied' } });
    expect(all['app.status']).not.toHaveBeenCalled();
  });

  it.each(Object.entries(commands))('lets only its roles call %s', async (name, command) => {
    const { route, all } = router();
    for (const [role, sender] of Object.entries(SENDERS)) {
      const reply = await route(sender, { name, input: undefined });
      const isRefused = !reply.ok && reply.error.code === 'access_denied';
      expect(isRefused).toBe(!(command.roles as readonly WindowRole[]).includes(role as WindowRole));
    }
    expect(all[name as CommandName]).not.toHaveBeenCalled();
  });

  it.each(Object.keys(commands) as CommandName[])('while locked %s is refused or a way out', async (name) => {
    const { route, all } = router({}, true);
    const [role = 'main'] = commands[name].roles;
    const sender = SENDERS[role];
    const reply = await route(sender, { name, input: {} });
    const isRefused = !reply.ok && reply.error.code === 'locked';
    expect(isRefused).toBe(!['app.status', 'vault.status', 'vault.unlock', 'stops.trip'].includes(name));
    if (isRefused) expect(all[name]).not.toHaveBeenCalled();
  });

  it('keeps every decision about money to the approval window', () => {
    const deciding: CommandName[] = [
      'approvals.decide',
      'approvals.edit',
      'approvals.card',
      'approvals.refresh',
    ];
    for (const name of deciding) expect(commands[name].roles).toEqual(['approval']);
  });

  it.each([
    ['no message', undefined],
    ['text', 'app.status'],
    ['no name', { input: {} }],
    ['a name that is no text', { name: 7, input: {} }],
    ['a long name', { name: 'x'.repeat(101), input: {} }],
    ['a field too many', { name: 'app.status', input: {}, sender: 1 }],
  ])('refuses %s', async (_name, message) => {
    expect(await router().route(main, message)).toMatchObject({
      ok: false,
      error: { code: 'access_denied' },
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'orders.place'])('knows no command %s', async (name) => {
    const reply = await router().route(main, { name, input: {} });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('passes on an expected error and hides an unexpected one', async () => {
    const expected = new AppError('conflict', 'taken', { nextStep: 'Choose another.' });
    const { route } = router({
      'clients.list': async () => {
        throw expected;
      },
      'app.status': async () => {
        throw new Error('secret detail');
      },
    });
    expect(await route(main, { name: 'clients.list', input: {} })).toEqual({
      ok: false,
      error: expected.toWire(),
    });
    const hidden = await route(main, { name: 'app.status', input: {} });
    expect(hidden).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(hidden)).not.toContain('secret detail');
  });
});

describe('publish', () => {
  it('sends name and payload, and never what does not fit the contract', () => {
    const sent: unknown[] = [];
    const publish = publishTo((message) => sent.push(message));
    publish('audit.appended', { sequence: 3 });
    expect(sent).toEqual([{ name: 'audit.appended', payload: { sequence: 3 } }]);
    expect(() => publish('audit.appended', { sequence: 'x' } as never)).toThrow();
    expect(sent).toHaveLength(1);
  });
});
