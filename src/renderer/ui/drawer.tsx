import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { uiText } from '../i18n/en-ui.ts';
import { Button } from './button.tsx';

interface DrawerProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal sheet at the right edge: the native dialog keeps the focus inside and gives it back. */
export function Drawer({ title, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <div className="dialog-frame">
        <header className="dialog-head">
          <h2 className="truncate" id={titleId}>
            {title}
          </h2>
          <span className="push" />
          <Button
            variant="quiet"
            aria-label={uiText.close}
            icon={<X size={16} aria-hidden />}
            onClick={() => dialog.current?.close()}
          />
        </header>
        <div className="dialog-body">{children}</div>
      </div>
    </dialog>
  );
}
