import { RotateCw } from 'lucide-react';
import type { ErrorWire } from '../../shared/app-error.ts';
import { uiText } from '../i18n/en-ui.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface ErrorNoticeProps {
  readonly error: ErrorWire | null;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong and what to do next, in the words of the part that failed. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  if (error === null) return null;
  const retry =
    onRetry === undefined ? undefined : (
      <Button isSmall icon={<RotateCw size={13} aria-hidden />} onClick={onRetry}>
        {uiText.retry}
      </Button>
    );
  return (
    <Notice tone="danger" role="alert" title={error.message} action={retry}>
      {error.nextStep}
      {error.brokerCode === null ? '' : ` ${uiText.brokerCode(error.brokerCode)}`}
    </Notice>
  );
}
