import { type ReactNode, useEffect, useRef, useState } from 'react';
import { uiText } from '../i18n/en-ui.ts';
import { Button } from './button.tsx';

interface ConfirmButtonProps {
  readonly label: string;
  /** Names the row for screen readers: "Cancel order BUY 100 AAPL". */
  readonly accessibleName: string;
  readonly question: string;
  readonly confirmLabel: string;
  readonly isBusy: boolean;
  readonly icon?: ReactNode;
  readonly onConfirm: () => void;
}

/** Asks in place, over the row's end, so that nothing moves: no dialog, two clicks. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) confirm.current?.focus();
  }, [isAsking]);
  return (
    <span className="confirm-anchor">
      <Button
        isSmall
        className={isAsking ? 'is-covered' : ''}
        icon={props.icon}
        isBusy={props.isBusy}
        aria-label={props.accessibleName}
        onClick={() => setAsking(true)}
      >
        {props.label}
      </Button>
      {isAsking ? (
        <fieldset className="confirm" aria-label={props.question}>
          <span className="small soft">{props.question}</span>
          <Button
            isSmall
            variant="danger"
            ref={confirm}
            onClick={() => {
              setAsking(false);
              props.onConfirm();
            }}
          >
            {props.confirmLabel}
          </Button>
          <Button isSmall variant="quiet" onClick={() => setAsking(false)}>
            {uiText.keep}
          </Button>
        </fieldset>
      ) : null}
    </span>
  );
}
