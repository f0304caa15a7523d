import { isAlertOpen, type TradeAlert } from '../../shared/domain/trade-alert.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { alertsText as text } from '../i18n/en-alerts.ts';
import { formatDateTime } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Notice } from '../ui/notice.tsx';

/** What fits above every page; the next ones come when these were seen. */
const SHOWN_MAX = 3;

/** What the user has to see, on every page until they say that they have. */
export function AlertBanner() {
  const alerts = useRead('alerts.list', {});
  if (alerts.error !== null) return <ErrorNotice error={alerts.error} onRetry={alerts.reload} />;
  const open = (alerts.value ?? []).filter(isAlertOpen);
  if (open.length === 0) return null;
  return (
    <section className="alert-banner" aria-label={text.banner}>
      {open.slice(0, SHOWN_MAX).map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
      {open.length > SHOWN_MAX ? <p className="small soft">{text.more(open.length - SHOWN_MAX)}</p> : null}
    </section>
  );
}

function AlertRow({ alert }: { readonly alert: TradeAlert }) {
  const { reads } = useModel();
  const acknowledge = useAction('alerts.acknowledge');
  const trip = useAction('stops.trip');
  const seen = async () => {
    await acknowledge.run({ alertId: alert.id });
    reads.refresh(['alerts.list']);
  };
  const cancelWhenBack = async () => {
    const target = { scope: 'account', accountId: alert.accountId } as const;
    const isStopped = (await trip.run({ target, level: 2 })) !== null;
    reads.refresh(['stops.list']);
    if (isStopped) await seen();
  };
  const isLinkLost = alert.kind === 'link_lost';
  return (
    <Notice
      tone={alert.kind === 'fill_mismatch' ? 'danger' : 'warning'}
      role="alert"
      title={
        <>
          {text.titles[alert.kind]} · <NamedAccount accountId={alert.accountId} alias={alert.accountAlias} />{' '}
          · {formatDateTime(alert.raisedAtMs)}
        </>
      }
      action={
        <span className="row">
          {isLinkLost ? (
            <Button
              isSmall
              variant="danger"
              title={text.cancelHint}
              isBusy={trip.isBusy}
              onClick={() => void cancelWhenBack()}
            >
              {text.cancelWhenBack}
            </Button>
          ) : null}
          <Button isSmall isBusy={acknowledge.isBusy} onClick={() => void seen()}>
            {isLinkLost ? text.leave : text.seen}
          </Button>
        </span>
      }
    >
      {alert.text}
      <Findings alert={alert} />
      <ErrorNotice error={acknowledge.error ?? trip.error} />
    </Notice>
  );
}

/** The text of a mismatch, and of one order made elsewhere, says its findings already. */
function Findings({ alert }: { readonly alert: TradeAlert }) {
  if (alert.kind === 'fill_mismatch' || alert.brokerOrderId !== null) return null;
  return (
    <ul className="alert-findings small">
      {alert.findings.map((finding) => (
        <li key={finding.text}>{finding.text}</li>
      ))}
    </ul>
  );
}
