import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron';
import type { Logger } from '../platform/logger.ts';
import type { StopCommand, StopMenuItem } from './stop-menu.ts';

export interface TrayDeps {
  readonly iconsDir: string;
  readonly logger: Logger;
  readonly showMain: () => void;
  readonly showApproval: () => void;
  readonly onStop: (command: StopCommand) => void;
  readonly quit: () => void;
}

/** The icon beside the clock: how many orders wait, and the way back to a hidden window. */
export class AppTray {
  readonly #deps: TrayDeps;
  readonly #tray: Tray | null;
  #waiting = 0;
  #stopItems: readonly StopMenuItem[] = [];

  constructor(deps: TrayDeps) {
    this.#deps = deps;
    this.#tray = this.#create();
    this.#show();
  }

  /** False where the desktop has no tray: a hidden window could not be found again. */
  get isThere(): boolean {
    return this.#tray !== null;
  }

  showCount(waiting: number): void {
    this.#waiting = waiting;
    this.#show();
  }

  showStops(items: readonly StopMenuItem[]): void {
    this.#stopItems = items;
    this.#show();
  }

  close(): void {
    this.#tray?.destroy();
  }

  #show(): void {
    if (this.#tray === null) return;
    const waiting = this.#waiting;
    const text = waitingText(waiting);
    this.#tray.setToolTip(`Tiger MCP Desktop: ${text}`);
    // Beside the icon on macOS; elsewhere it does nothing.
    this.#tray.setTitle(waiting === 0 ? '' : String(waiting));
    const { showMain, showApproval, onStop, quit } = this.#deps;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text, enabled: waiting > 0, click: showApproval },
        { type: 'separator' },
        ...this.#stopItems.map((item) => menuItem(item, onStop)),
        { type: 'separator' },
        { label: 'Show Tiger MCP Desktop', click: showMain },
        { label: 'Quit', click: quit },
      ]),
    );
  }

  #create(): Tray | null {
    try {
      const tray = new Tray(nativeImage.createFromPath(join(this.#deps.iconsDir, iconFile())));
      tray.on('click', this.#deps.showMain);
      return tray;
    } catch (error) {
      this.#deps.logger.warn({ err: error }, 'no tray on this desktop');
      return null;
    }
  }
}

/** GTK's menus of a tray have nowhere to show keys, and complain about each; Settings names them there. */
const CAN_SHOW_KEYS = process.platform !== 'linux';

function waitingText(waiting: number): string {
  if (waiting === 0) return 'No order waits for you';
  return waiting === 1 ? '1 order waits for your decision' : `${waiting} orders wait for your decision`;
}

function menuItem(item: StopMenuItem, onStop: TrayDeps['onStop']): MenuItemConstructorOptions {
  const { label, command, isEnabled: enabled, accelerator, submenu } = item;
  return {
    label,
    enabled,
    // Shown, and registered elsewhere: a tray's menu hears no keys.
    ...(accelerator === null || !CAN_SHOW_KEYS ? {} : { accelerator, registerAccelerator: false }),
    ...(submenu === null ? {} : { submenu: submenu.map((each) => menuItem(each, onStop)) }),
    ...(command === null ? {} : { click: () => onStop(command) }),
  };
}

/** macOS colours a template image by itself. */
function iconFile(): string {
  if (process.platform === 'darwin') return 'trayTemplate.png';
  return nativeTheme.shouldUseDarkColors ? 'tray-for-dark.png' : 'tray-for-light.png';
}
