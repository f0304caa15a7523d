import { RefreshCw } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import {
  type FlattenConfirm,
  type FlattenPlan,
  type FlattenStyle,
  verdictOf,
} from '../../shared/domain/flatten.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import { flattenText as text } from '../i18n/en-flatten.ts';
import { formatClock } from '../i18n/format-time.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ModeBadge } from '../ui/mode-badge.tsx';
import { NamedAccount } from '../ui/named-account.tsx';
import { Notice } from '../ui/notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTicking } from '../ui/ticking.ts';
import { TypedSentenceField } from '../ui/typed-sentence-field.tsx';
import { ApproveButton } from './approve-button.tsx';
import { FlattenTable } from './flatten-table.tsx';

interface FlattenFormProps {
  readonly plan: FlattenPlan;
  readonly isBusy: boolean;
  readonly error: ErrorWire | null;
  readonly onStyle: (style: FlattenStyle) => void;
  readonly onRefresh: () => void;
  readonly onConfirm: (input: FlattenConfirm) => void;
}

export function FlattenForm(props: FlattenFormProps) {
  const { plan, isBusy, error, onStyle, onRefresh, onConfirm } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const isOld = useTicking((nowMs) => nowMs >= plan.expiresAtMs);
  const ignore = useCallback(() => undefined, []);
  const obstacle = obstacleOf(plan, chosen, typed, isOld);
  const openFirst = plan.openOrders.filter(({ symbols }) =>
    symbols.some((symbol) => chosen.includes(symbol)),
  );
  return (
    <section className="stack" aria-label={text.title(plan.accountAlias)}>
      <div className="row row-wrap">
        <h2>{text.title(plan.accountAlias)}</h2>
        <NamedAccount accountId={null} alias={plan.accountAlias} />
        <ModeBadge mode={plan.mode} />
        <span className="push faint small">{text.quoted(formatClock(plan.madeAtMs))}</span>
        <Button isSmall icon={<RefreshCw size={13} aria-hidden />} onClick={onRefresh}>
          {text.refresh}
        </Button>
      </div>
      <p className="soft small">{text.intro}</p>
      <div className="row row-wrap">
        <Segmented
          label={text.style}
          value={plan.style}
          options={[
            { value: 'limit', label: text.styles.limit },
            { value: 'market', label: text.styles.market },
          ]}
          onChange={onStyle}
        />
        <span className="faint small">{plan.style === 'market' ? text.marketHint : text.limitHint}</span>
      </div>
      <FlattenTable plan={plan} chosen={chosen} onChoose={setChosen} />
      {plan.moreCount === 0 ? null : <p className="small">{text.more(plan.moreCount)}</p>}
      {openFirst.length === 0 ? null : (
        <Notice tone="warning" title={text.openFirst}>
          {openFirst.map(({ sentence }) => sentence).join(' · ')}
        </Notice>
      )}
      <Acknowledged plan={plan} chosen={chosen} />
      <ErrorNotice error={error} />
      <TypedSentenceField label={`${text.type}: ${plan.sentence}`} typed={typed} onType={setTyped} />
      <div className="row row-wrap">
        <ApproveButton
          label={text.confirm(chosen.length)}
          holdHint={text.holdHint}
          holdMs={plan.holdMs}
          isAllowed={obstacle === null && !isBusy}
          seal={`${plan.id} ${chosen.join(' ')}`}
          isSending={isBusy}
          obstacle={obstacle}
          onHolding={ignore}
          onCompleted={() => onConfirm({ planId: plan.id, symbols: [...chosen], typedSentence: typed })}
        />
        <span className="soft small">{obstacle}</span>
      </div>
    </section>
  );
}

/** What the controls say of the chosen lines: confirming them acknowledges it. */
function Acknowledged({
  plan,
  chosen,
}: Pick<FlattenFormProps, 'plan'> & { readonly chosen: readonly string[] }) {
  const told = plan.lines
    .filter(({ symbol }) => chosen.includes(symbol))
    .flatMap((line) => {
      const { symbol } = line;
      return verdictOf(line, chosen)
        .controls.filter(({ level }) => level === 'warning' || level === 'danger')
        .map(({ control, text: words }) => ({
          key: `${symbol} ${control}`,
          words: `${instrumentName(symbol)}: ${words}`,
        }));
    });
  if (told.length === 0) return null;
  return (
    <Notice tone="warning" title={text.toAcknowledge}>
      <ul className="alert-findings small">
        {told.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}

function obstacleOf(
  plan: FlattenPlan,
  chosen: readonly string[],
  typed: string,
  isOld: boolean,
): string | null {
  if (isOld) return text.obstacles.old;
  if (chosen.length === 0) return text.obstacles.nothing;
  return typed === plan.sentence ? null : text.obstacles.sentence;
}
