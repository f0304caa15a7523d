import { RotateCw } from 'lucide-react';
import type { ErrorWire } from '../../shared/app-error.ts';
import type { ApprovalCard, DecisionInput } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PassphraseField } from '../vault/passphrase-field.tsx';
import { CardGrant } from './card-grant.tsx';
import { CountdownBar } from './countdown-bar.tsx';
import { DecisionButtons } from './decision-buttons.tsx';
import { DeclineForm } from './decline-form.tsx';
import { EditForm } from './edit-form.tsx';
import type { Marks } from './use-marks.ts';

export type DecisionBarMode = 'choose' | 'decline' | 'edit' | 'grant' | 'sending';

interface DecisionBarProps {
  readonly card: ApprovalCard;
  readonly marks: Marks;
  readonly mode: DecisionBarMode;
  readonly refreshError: ErrorWire | null;
  readonly onMode: (mode: DecisionBarMode) => void;
  readonly onHolding: (isHolding: boolean) => void;
  readonly onRefresh: () => void;
  readonly onDecide: (input: DecisionInput) => void;
  readonly onSuperseded: (proposalId: string) => void;
}

export function DecisionBar(props: DecisionBarProps) {
  const { card, marks, mode, onMode, onDecide } = props;
  const { proposalId, seal } = card;
  return (
    <section className="decision" aria-label={text.decision}>
      <CountdownBar card={card} />
      <div className="decision-body">
        {props.refreshError === null ? null : (
          <ErrorNotice error={props.refreshError} onRetry={props.onRefresh} />
        )}
        {mode === 'decline' ? (
          <DeclineForm
            clientName={card.client.name}
            onSubmit={(note, isClientBlocked) =>
              onDecide({ decision: 'decline', proposalId, note, isClientBlocked })
            }
            onBack={() => onMode('choose')}
          />
        ) : null}
        {mode === 'edit' && card.kind === 'order' ? (
          <EditForm card={card} onSuperseded={props.onSuperseded} onBack={() => onMode('choose')} />
        ) : null}
        {mode === 'grant' && card.kind === 'order' ? (
          <CardGrant card={card} onBack={() => onMode('choose')} />
        ) : null}
        {mode === 'choose' || mode === 'sending' ? (
          <>
            {card.client.isConnected ? null : <StillWanted marks={marks} />}
            {card.reauthentication === 'passphrase' ? (
              <PassphraseField
                label={text.provePassphrase}
                value={marks.passphrase}
                onChange={marks.setPassphrase}
              />
            ) : null}
            <DecisionButtons
              card={card}
              marks={marks}
              isSending={mode === 'sending'}
              onDecline={() => onMode('decline')}
              onEdit={() => onMode('edit')}
              onGrant={() => onMode('grant')}
              onHolding={props.onHolding}
              onApproved={() =>
                onDecide({
                  decision: 'approve',
                  proposalId,
                  seal,
                  acknowledged: card.acknowledgementsNeeded.filter((key) => marks.acknowledged.has(key)),
                  isStillWanted: marks.isStillWanted,
                  ...(marks.passphrase === '' ? {} : { passphrase: marks.passphrase }),
                })
              }
              refreshButton={
                <Button
                  variant="quiet"
                  icon={<RotateCw size={15} aria-hidden />}
                  aria-label={text.refresh}
                  title={text.refresh}
                  onClick={props.onRefresh}
                />
              }
            />
          </>
        ) : null}
      </div>
    </section>
  );
}

function StillWanted({ marks }: { readonly marks: Marks }) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        checked={marks.isStillWanted}
        onChange={(event) => marks.setStillWanted(event.target.checked)}
      />
      {text.stillWanted}
    </label>
  );
}
