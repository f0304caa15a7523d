import type { AccountId } from '../shared/domain/account.ts';
import type { StopShortcutState } from '../shared/domain/stop-shortcuts.ts';
import type { StopLevel } from '../shared/domain/trading-stop.ts';
import type { EventName } from '../shared/ipc/events.ts';
import type { Core } from './core.ts';
import type { Logger } from './platform/logger.ts';
import type { Settings } from './platform/settings.ts';
import { type StopCommand, type StopMenuItem, stopMenu } from './window/stop-menu.ts';
import { StopShortcuts } from './window/stop-shortcuts.ts';

export interface AppStopsDeps {
  readonly core: Pick<Core, 'accounts' | 'book' | 'lock' | 'trading'>;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly showMenu: (items: readonly StopMenuItem[]) => void;
  /** Shows the approval window on closing positions; null: the account is chosen there. */
  readonly openFlatten: (accountId: AccountId | null) => Promise<void>;
}

/** After these the tray's menu may be another. */
const CHANGES_MENU: ReadonlySet<EventName> = new Set([
  'stops.changed',
  'accounts.changed',
  'clients.changed',
  'settings.changed',
  'lock.changed',
]);

/** The kill switch outside the windows: the tray's menu and the shortcuts, one for each level. */
export class AppStops {
  readonly #deps: AppStopsDeps;
  readonly #shortcuts: StopShortcuts;
  #shown = '';

  constructor(deps: AppStopsDeps) {
    this.#deps = deps;
    const { settings, logger } = deps;
    this.#shortcuts = new StopShortcuts({ settings, logger, onPressed: (level) => this.#press(level) });
    this.#showMenu();
  }

  run(command: StopCommand): void {
    const { core, openFlatten, logger } = this.#deps;
    const done =
      command.do === 'stop'
        ? core.trading.stopTrading(command.target, command.level)
        : openFlatten(command.accountId);
    done.catch((error: unknown) => logger.error({ err: error }, 'trading was not stopped as asked'));
  }

  published(name: EventName): void {
    if (CHANGES_MENU.has(name)) this.#showMenu();
  }

  shortcuts(): StopShortcutState[] {
    return this.#shortcuts.states();
  }

  close(): void {
    this.#shortcuts.close();
  }

  #press(level: StopLevel): void {
    this.run(
      level === 3 ? { do: 'close', accountId: null } : { do: 'stop', target: { scope: 'app' }, level },
    );
  }

  #showMenu(): void {
    const { core, settings, logger, showMenu } = this.#deps;
    core.trading
      .stops()
      .then((stops) => {
        const items = stopMenu({
          stops,
          accounts: core.accounts.list(),
          clientNames: core.book.list().map(({ name }) => name),
          keys: settings.get(),
          isLocked: core.lock.isLocked,
        });
        // Showing it again closes it on some desktops, under the user's hand.
        const shown = JSON.stringify(items);
        if (shown === this.#shown) return;
        this.#shown = shown;
        showMenu(items);
      })
      .catch((error: unknown) => logger.error({ err: error }, 'the tray does not show what is stopped'));
  }
}
