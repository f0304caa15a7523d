import { FileKey2 } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { PROPERTIES_TEXT_MAX } from '../../shared/ipc/commands/account-commands.ts';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';

const text = accountsText.form;

interface PropertiesDropProps {
  readonly fileName: string | null;
  readonly error: string | null;
  readonly onRead: (file: { readonly name: string; readonly properties: string }) => void;
  readonly onError: (message: string) => void;
}

/** Takes the configuration file by drop or dialog. Its text never appears on the screen. */
export function PropertiesDrop({ fileName, error, onRead, onError }: PropertiesDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    // Size first: a wrong file can be gigabytes.
    if (file.size > PROPERTIES_TEXT_MAX) return onError(text.fileTooLarge);
    try {
      onRead({ name: file.name, properties: await file.text() });
    } catch {
      onError(text.fileUnreadable);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={isOver ? 'drop drop-active' : 'drop'}
      aria-label={text.file}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileKey2 size={22} strokeWidth={1.75} aria-hidden />
      <div className="stack-tight">
        <strong>{fileName === null ? text.drop : text.chosen(fileName)}</strong>
        <span className="field-hint">{text.dropText}</span>
        {error === null ? null : (
          <span className="field-error" role="alert">
            {error}
          </span>
        )}
      </div>
      <span className="push" />
      <Button onClick={() => input.current?.click()}>{fileName === null ? text.choose : text.replace}</Button>
      <input
        ref={input}
        type="file"
        accept=".properties,.txt"
        hidden
        aria-label={text.file}
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </section>
  );
}
