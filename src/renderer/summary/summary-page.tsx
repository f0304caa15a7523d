import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import type { Market } from '../../shared/domain/instrument.ts';
import { MARKET_ZONE_NAMES } from '../../shared/domain/market-day.ts';
import {
  SUMMARY_FILLS_MAX,
  type SummaryQuestion,
  type TradeSummary,
} from '../../shared/domain/trade-summary.ts';
import { useAction, useRead } from '../app-context.tsx';
import { summaryText as text } from '../i18n/en-summary.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page, Panel } from '../ui/page.tsx';
import { ReadView } from '../ui/read-view.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { DecisionSpeed } from './decision-speed.tsx';
import { FillTable } from './fill-table.tsx';
import { BlockedTable, DecisionTable, MoneyTable } from './summary-tables.tsx';

const MARKETS = Object.keys(MARKET_ZONE_NAMES) as Market[];

export function SummaryPage() {
  const [question, setQuestion] = useState<SummaryQuestion>({ span: 'day', day: null, market: 'US' });
  const summary = useRead('summary.get', question);
  const exported = useAction('summary.export');
  const change = (patch: Partial<SummaryQuestion>) => setQuestion({ ...question, ...patch });
  return (
    <Page
      title={text.title}
      subtitle={text.subtitle}
      actions={
        <>
          <Button isSmall onClick={() => window.print()}>
            {text.print}
          </Button>
          <Button isSmall isBusy={exported.isBusy} onClick={() => void exported.run(question)}>
            {text.export}
          </Button>
        </>
      }
    >
      <div className="row row-wrap no-print">
        <Segmented
          label={text.span}
          value={question.span}
          options={[
            { value: 'day', label: text.spans.day },
            { value: 'week', label: text.spans.week },
          ]}
          onChange={(span) => change({ span })}
        />
        <Segmented
          label={text.market}
          value={question.market}
          options={MARKETS.map((market) => ({ value: market, label: market }))}
          onChange={(market) => change({ market })}
        />
        <label className="row small">
          {text.until}
          <input
            className="input"
            type="date"
            value={question.day ?? summary.value?.toDay ?? ''}
            onChange={(event) => change({ day: event.target.value === '' ? null : event.target.value })}
          />
        </label>
      </div>
      <ErrorNotice error={exported.error} />
      {exported.value === null ? null : (
        <p className="small" role="status">
          {text.exported(exported.value.path)}
        </p>
      )}
      <ReadView read={summary}>{(value) => <Summary summary={value} />}</ReadView>
    </Page>
  );
}

function Summary({ summary }: { readonly summary: TradeSummary }) {
  const { rows, fills, decisions, otherAlerts } = summary;
  return (
    <>
      <p className="soft small">{text.period(summary.fromDay, summary.toDay, summary.zone)}</p>
      {rows.length === 0 && decisions.length === 0 ? (
        <div className="panel">
          <EmptyState icon={CalendarDays} title={text.none} text={text.noneText} />
        </div>
      ) : (
        <>
          {rows.length === 0 ? null : (
            <Panel title={text.decisions}>
              <DecisionTable rows={rows} />
            </Panel>
          )}
          {decisions.length === 0 ? null : <DecisionSpeed decisions={decisions} />}
          {rows.some(({ money }) => money.length > 0) ? (
            <Panel title={text.money}>
              <MoneyTable rows={rows} />
            </Panel>
          ) : null}
          {fills.length === 0 ? null : (
            <Panel title={text.fillList}>
              <FillTable fills={fills} />
              {fills.length < SUMMARY_FILLS_MAX ? null : (
                <p className="panel-body faint small">{text.fillsShown(fills.length)}</p>
              )}
            </Panel>
          )}
          {rows.some(({ blockedBy }) => blockedBy.length > 0) ? (
            <Panel title={text.blockedBy}>
              <BlockedTable rows={rows} />
            </Panel>
          ) : null}
        </>
      )}
      {otherAlerts.length === 0 ? null : (
        <Panel title={text.other}>
          <ul className="panel-body small">
            {otherAlerts.map((alert) => (
              <li key={alert}>{alert}</li>
            ))}
          </ul>
        </Panel>
      )}
      <p className="faint small">{text.hint}</p>
    </>
  );
}
