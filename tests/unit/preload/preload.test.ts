import { afterEach, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => {
  const listeners: ((event: unknown, message: unknown) => void)[] = [];
  return {
    listeners,
    exposeInMainWorld: vi.fn(),
    invoke: vi.fn(async () => ({ ok: true, value: 1 })),
    on: vi.fn((_channel: string, listener: (typeof listeners)[number]) => {
      listeners.push(listener);
    }),
    removeListener: vi.fn((_channel: string, listener: (typeof listeners)[number]) => {
      listeners.splice(listeners.indexOf(listener), 1);
    }),
  };
});
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: electron.exposeInMainWorld },
  ipcRenderer: { invoke: electron.invoke, on: electron.on, removeListener: electron.removeListener },
}));

afterEach(() => vi.resetModules());

type Listener = (...args: unknown[]) => void;
interface Bridge {
  invoke(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: Listener): () => void;
}

async function bridge(): Promise<Bridge> {
  electron.exposeInMainWorld.mockClear();
  await import('../../../src/preload/index.ts');
  expect(electron.exposeInMainWorld).toHaveBeenCalledOnce();
  const [name, exposed] = electron.exposeInMainWorld.mock.calls[0] as [string, Bridge];
  expect(name).toBe('app');
  return exposed;
}

describe('preload (checklist 20)', () => {
  it('exposes two functions and nothing else', async () => {
    expect(Object.keys(await bridge()).sort()).toEqual(['invoke', 'on']);
  });

  it('sends every command over the one channel', async () => {
    const { invoke } = await bridge();
    expect(await invoke('app.status', { a: 1 })).toEqual({ ok: true, value: 1 });
    expect(electron.invoke).toHaveBeenCalledWith('app:command', { name: 'app.status', input: { a: 1 } });
  });

  it('gives a listener the payload alone, of its own event alone, until it ends', async () => {
    const { on } = await bridge();
    const listener = vi.fn();
    const unsubscribe = on('audit.appended', listener);
    const event = { sender: { send: () => {} } };
    for (const push of electron.listeners) {
      push(event, { name: 'accounts.changed', payload: {} });
      push(event, { name: 'audit.appended', payload: { sequence: 1 } });
    }
    expect(listener.mock.calls).toEqual([[{ sequence: 1 }]]);
    unsubscribe();
    expect(electron.listeners).toHaveLength(0);
  });
});
