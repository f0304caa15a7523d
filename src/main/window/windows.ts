import { BrowserWindow } from 'electron';
import type { WindowRole } from '../../shared/ipc/command.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/events.ts';
import { PAGES } from './app-address.ts';
import { webPreferences } from './web-preferences.ts';

export interface WindowsDeps {
  readonly preloadPath: string;
  readonly iconPath: string;
  /** Closing the main window only hides it: there is a tray, and the user wants that. */
  readonly isKeptInTray: () => boolean;
  /** The user closed it for good. */
  readonly onMainClosed: () => void;
  /** Somebody types or points in a window. */
  readonly onInput: () => void;
}

const SIZES = {
  main: { width: 1280, height: 840, minWidth: 1100, minHeight: 700 },
  // Tall enough for the whole card of an order without scrolling on a laptop.
  approval: { width: 1000, height: 860, minWidth: 480, minHeight: 560 },
  recovery: { width: 1040, height: 780, minWidth: 720, minHeight: 560 },
} as const;

const BACKGROUND = { dark: '#0f1115', light: '#ffffff' };

/** The windows, and the only record of which of them may do what. */
export class AppWindows {
  readonly #deps: WindowsDeps;
  readonly #open = new Map<WindowRole, BrowserWindow>();
  readonly #roles = new Map<number, WindowRole>();
  #isQuitting = false;

  constructor(deps: WindowsDeps) {
    this.#deps = deps;
  }

  /** Roles by the id of the window's contents; what is not in here may call nothing. */
  get roles(): ReadonlyMap<number, WindowRole> {
    return this.#roles;
  }

  showMain(): void {
    this.#show('main');
  }

  /** In the place of the main window. */
  showRecovery(): void {
    this.#show('recovery');
  }

  /** Because the user asked for it. Resolves when its page is there. */
  async showApproval(): Promise<void> {
    await loaded(this.#show('approval'));
  }

  /** Because an order waits: visible, but a key that the user is pressing elsewhere must not land in it. */
  raiseApproval(): void {
    const window = this.#open.get('approval') ?? this.#create('approval');
    if (window.isFocused()) return;
    window.showInactive();
    window.moveTop();
    window.flashFrame(true);
  }

  send(message: { readonly name: string; readonly payload: unknown }): void {
    for (const window of this.#open.values()) {
      if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, message);
    }
  }

  /** From now on closing a window closes it. */
  prepareQuit(): void {
    this.#isQuitting = true;
  }

  close(): void {
    this.prepareQuit();
    for (const window of this.#open.values()) window.destroy();
  }

  #show(role: WindowRole): BrowserWindow {
    const window = this.#open.get(role) ?? this.#create(role);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    return window;
  }

  #create(role: WindowRole): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZES[role],
      show: false,
      title: 'Tiger MCP Desktop',
      icon: this.#deps.iconPath,
      backgroundColor: BACKGROUND.dark,
      autoHideMenuBar: true,
      // An order that waits behind another window would expire unseen.
      alwaysOnTop: role === 'approval',
      webPreferences: webPreferences(this.#deps.preloadPath),
    });
    const { id } = window.webContents;
    this.#open.set(role, window);
    this.#roles.set(id, role);
    window.webContents.on('input-event', () => this.#deps.onInput());
    window.on('focus', () => window.flashFrame(false));
    window.on('close', (event) => {
      if (this.#isQuitting || role === 'approval' || !this.#deps.isKeptInTray()) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#open.delete(role);
      this.#roles.delete(id);
      if (role !== 'approval' && !this.#isQuitting) this.#deps.onMainClosed();
    });
    // A page that fails to load leaves an empty window, which the log explains; nothing waits for it.
    window.loadURL(PAGES[role]).catch(() => {});
    return window;
  }
}

async function loaded(window: BrowserWindow): Promise<void> {
  if (!window.webContents.isLoading()) return;
  await new Promise<void>((resolve) => {
    window.webContents.once('did-stop-loading', () => resolve());
    window.once('closed', () => resolve());
  });
}
