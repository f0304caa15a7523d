import { Ban } from 'lucide-react';
import { useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import { call } from '../api.ts';
import { useModel } from '../app-context.tsx';
import { ordersText as text } from '../i18n/en-orders.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';

interface CancelOrderProps {
  readonly accountId: string;
  readonly brokerOrderId: string;
  readonly what: string;
  /** null: the broker was asked. */
  readonly onAnswer: (error: ErrorWire | null) => void;
}

export function CancelOrder({ accountId, brokerOrderId, what, onAnswer }: CancelOrderProps) {
  const { api, reads } = useModel();
  const [isBusy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    const reply = await call(api, 'orders.cancel', { accountId, brokerOrderId });
    setBusy(false);
    onAnswer(reply.ok ? null : reply.error);
    reads.refresh(['accounts.orders']);
  };
  return (
    <ConfirmButton
      label={text.cancel}
      accessibleName={text.cancelName(what)}
      question={text.cancelQuestion}
      confirmLabel={text.cancelConfirm}
      icon={<Ban size={13} aria-hidden />}
      isBusy={isBusy}
      onConfirm={() => void cancel()}
    />
  );
}
