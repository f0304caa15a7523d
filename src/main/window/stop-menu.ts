import type { Account, AccountId } from '../../shared/domain/account.ts';
import { acceleratorOf, type StopKeys } from '../../shared/domain/stop-shortcuts.ts';
import { isSameTarget, type StopTarget, type TradingStop } from '../../shared/domain/trading-stop.ts';

/** What the tray knows of the kill switch. */
export interface StopMenuState {
  readonly stops: readonly TradingStop[];
  readonly accounts: readonly Pick<Account, 'id' | 'alias' | 'state'>[];
  /** Names of the clients that the user has let in. */
  readonly clientNames: readonly string[];
  readonly keys: StopKeys;
  /** Who sits at a locked app stops everything, and reads no names. */
  readonly isLocked: boolean;
}

/** Level 3 is decided in the approval window; null: the account is chosen there. */
export type StopCommand =
  | { readonly do: 'stop'; readonly target: StopTarget; readonly level: 1 | 2 }
  | { readonly do: 'close'; readonly accountId: AccountId | null };

export interface StopMenuItem {
  readonly label: string;
  /** null: a line to read, or the title of a submenu. */
  readonly command: StopCommand | null;
  readonly isEnabled: boolean;
  readonly accelerator: string | null;
  readonly submenu: readonly StopMenuItem[] | null;
}

/** A menu that is longer than the screen helps nobody; whoever is not in it is stopped in the window. */
const SCOPES_MAX = 20;
const APP: StopTarget = { scope: 'app' };
const LEVEL_TEXTS: Readonly<Record<TradingStop['level'], string>> = {
  1: 'new orders are held back',
  2: 'open orders are cancelled',
  3: 'positions were closed',
};

/** The tray's part of the kill switch: what is in force, three levels for everything, two for one account or client. */
export function stopMenu(state: StopMenuState): readonly StopMenuItem[] {
  const { stops, keys, isLocked } = state;
  const level = levelOf(stops, APP);
  return [
    ...(isLocked
      ? inForce(
          stops.filter(({ target }) => target.scope === 'app'),
          state,
        )
      : inForce(stops, state)),
    item('Stop all trading', stop(APP, 1), level < 1, acceleratorOf(keys.stopKey)),
    item('Stop and cancel open orders', stop(APP, 2), level < 2, acceleratorOf(keys.stopAndCancelKey)),
    item('Close positions…', { do: 'close', accountId: null }, true, acceleratorOf(keys.closePositionsKey)),
    ...(isLocked ? [] : scopes(state)),
  ];
}

function inForce(stops: readonly TradingStop[], state: StopMenuState): StopMenuItem[] {
  return stops
    .slice(0, SCOPES_MAX)
    .map(({ target, level }) =>
      item(`${reachOf(target, state)}: level ${level}, ${LEVEL_TEXTS[level]}`, null, false),
    );
}

function scopes(state: StopMenuState): StopMenuItem[] {
  const accounts = state.accounts
    .slice(0, SCOPES_MAX)
    .map(({ id, alias, state: accountState }) =>
      submenu(alias, [
        ...levels({ scope: 'account', accountId: id }, state.stops),
        item('Close positions…', { do: 'close', accountId: id }, accountState === 'ready'),
      ]),
    );
  const clients = state.clientNames
    .slice(0, SCOPES_MAX)
    .map((clientName) => submenu(clientName, levels({ scope: 'client', clientName }, state.stops)));
  return [
    ...(accounts.length === 0 ? [] : [submenu('Stop one account', accounts)]),
    ...(clients.length === 0 ? [] : [submenu('Stop one AI client', clients)]),
  ];
}

function levels(target: StopTarget, stops: readonly TradingStop[]): StopMenuItem[] {
  const level = levelOf(stops, target);
  return [
    item('Stop its orders', stop(target, 1), level < 1),
    item('Stop and cancel its open orders', stop(target, 2), level < 2),
  ];
}

/** 0: no stop on exactly this target. */
function levelOf(stops: readonly TradingStop[], target: StopTarget): number {
  return stops.find((each) => isSameTarget(each.target, target))?.level ?? 0;
}

function reachOf(target: StopTarget, { accounts }: StopMenuState): string {
  if (target.scope === 'app') return 'All trading is stopped';
  if (target.scope === 'client') return `${target.clientName} is stopped`;
  return `${accounts.find(({ id }) => id === target.accountId)?.alias ?? target.accountId} is stopped`;
}

function stop(target: StopTarget, level: 1 | 2): StopCommand {
  return { do: 'stop', target, level };
}

function item(
  label: string,
  command: StopCommand | null,
  isEnabled: boolean,
  accelerator: string | null = null,
): StopMenuItem {
  return { label, command, isEnabled, accelerator, submenu: null };
}

function submenu(label: string, items: readonly StopMenuItem[]): StopMenuItem {
  return { label, command: null, isEnabled: true, accelerator: null, submenu: items };
}
