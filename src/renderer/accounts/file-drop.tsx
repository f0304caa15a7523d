import { FileKey2 } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { type FilesRead, type GivenFiles, readGivenFiles } from './given-files.ts';

const text = accountsText.form;

interface FileDropProps {
  readonly given: GivenFiles;
  readonly error: string | null;
  readonly onRead: (read: FilesRead) => void;
}

/** Takes the configuration file, and the token file where there is one, by drop or dialog. */
export function FileDrop({ given, error, onRead }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const read = async (files: FileList | null) => onRead(await readGivenFiles([...(files ?? [])]));
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    void read(event.dataTransfer.files);
  };
  const names = [given.properties, given.token].flatMap((file) => (file === null ? [] : [file.name]));
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
        <strong>{names.length === 0 ? text.drop : text.chosen(names.join(', '))}</strong>
        <span className="field-hint">{text.dropText}</span>
        {error === null ? null : (
          <span className="field-error" role="alert">
            {error}
          </span>
        )}
      </div>
      <span className="push" />
      <Button onClick={() => input.current?.click()}>
        {names.length === 0 ? text.choose : text.replace}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".properties,.txt"
        multiple
        hidden
        aria-label={text.file}
        onChange={(event) => {
          const { target } = event;
          void read(target.files).then(() => {
            // The same file may be chosen again after it was mended.
            target.value = '';
          });
        }}
      />
    </section>
  );
}
