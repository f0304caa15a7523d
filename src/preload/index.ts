import { contextBridge, ipcRenderer } from 'electron';
import type { COMMAND_CHANNEL, EVENT_CHANNEL } from '../shared/ipc/events.ts';
import type { AppBridge } from './app-bridge.ts';

// Only types come from shared: its values would bring a schema library into the preload script. The types hold these
// two words to the ones that main uses.
const commandChannel: typeof COMMAND_CHANNEL = 'app:command';
const eventChannel: typeof EVENT_CHANNEL = 'app:event';

interface Pushed {
  readonly name: string;
  readonly payload: unknown;
}

const bridge: AppBridge = {
  invoke: (name, input) => ipcRenderer.invoke(commandChannel, { name, input }),
  on: (name, listener) => {
    // The Electron event holds the sender, hence a way to every channel: the page gets the payload and nothing else.
    const onPushed = (_event: unknown, pushed: Pushed) => {
      if (pushed.name === name) listener(pushed.payload as never);
    };
    ipcRenderer.on(eventChannel, onPushed);
    return () => {
      ipcRenderer.removeListener(eventChannel, onPushed);
    };
  },
};

contextBridge.exposeInMainWorld('app', bridge);
