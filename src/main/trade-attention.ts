import type { AccountId } from '../shared/domain/account.ts';
import { isWaiting, type Proposal, type ProposalId } from '../shared/domain/proposal.ts';
import type { TradeAlert } from '../shared/domain/trade-alert.ts';
import type { Publish } from '../shared/ipc/events.ts';
import { notificationText } from './notification-text.ts';
import type { Logger } from './platform/logger.ts';
import type { Settings } from './platform/settings.ts';
import type { TradeApprovals } from './trading/trading.ts';
import { showNotification } from './window/notifications.ts';
import type { AppTray } from './window/tray.ts';
import type { AppWindows } from './window/windows.ts';

export interface TradeAttentionDeps {
  readonly windows: AppWindows;
  readonly tray: AppTray;
  readonly settings: Settings;
  readonly logger: Logger;
  readonly publish: Publish;
  /** Who sits at a locked app does not read orders in its notifications. */
  readonly isLocked: () => boolean;
}

/** How the user hears of a trade: the approval window, the tray's count, a notification of the desktop. */
export interface TradeAttention {
  /** Shows the approval window because the user asked; null shows the order that waits longest. */
  open(proposalId: ProposalId | null): Promise<void>;
  /** Shows the approval window on closing the positions of an account; null: the user chooses it there. */
  openFlatten(accountId: AccountId | null): Promise<void>;
  notify(proposal: Proposal): void;
  /** Something after a trade: a mismatch, a stranger, a lost link. */
  notifyAlert(alert: TradeAlert): void;
  count(proposals: Pick<TradeApprovals, 'countWaiting'>): void;
  failed(error: unknown): void;
}

const ALERT_TITLES: Readonly<Record<TradeAlert['kind'], string>> = {
  fill_mismatch: 'An order was not filled as approved',
  outside_order: 'An order was made outside this app',
  link_lost: 'The link to the broker is lost',
};

export function tradeAttention(deps: TradeAttentionDeps): TradeAttention {
  const { windows, tray, settings, logger, publish, isLocked } = deps;
  const failed = (error: unknown) => logger.error({ err: error }, 'the user was not told of a trade');
  const open = async (proposalId: ProposalId | null) => {
    await windows.showApproval();
    if (proposalId !== null) publish('approvals.focused', { proposalId });
  };
  return {
    open,
    failed,
    async openFlatten(accountId) {
      await windows.showApproval();
      publish('flatten.asked', { accountId });
    },
    notify(proposal) {
      const isDecisionAwaited = isWaiting(proposal.status);
      if (isDecisionAwaited) windows.raiseApproval();
      const { areNotificationsOn, isSoundOn } = settings.get();
      if (!areNotificationsOn) return;
      const onClick = () => {
        if (isDecisionAwaited) open(proposal.id).catch(failed);
        else windows.showMain();
      };
      showNotification({ ...notificationText(proposal, isLocked()), isSilent: !isSoundOn, onClick }, logger);
    },
    notifyAlert(alert) {
      const { areNotificationsOn, isSoundOn } = settings.get();
      if (!areNotificationsOn) return;
      const body = isLocked() ? 'Unlock the app to see it.' : alert.text;
      const onClick = () => windows.showMain();
      showNotification({ title: ALERT_TITLES[alert.kind], body, isSilent: !isSoundOn, onClick }, logger);
    },
    count(proposals) {
      proposals
        .countWaiting()
        .then((waiting) => tray.showCount(waiting))
        .catch(failed);
    },
  };
}
