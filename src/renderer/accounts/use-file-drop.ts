import { type DragEvent, useState } from 'react';
import { type GivenFiles, readGivenFiles } from './given-files.ts';

/** Files that are dropped anywhere on the page. `onDropped` is told when they could be read. */
export function useFileDrop(onDropped: () => void) {
  const [isOver, setOver] = useState(false);
  const [dropped, setDropped] = useState<GivenFiles | null>(null);
  const [error, setError] = useState<string | null>(null);
  const read = async (files: FileList) => {
    const found = await readGivenFiles([...files]);
    setError(found.ok ? null : found.error);
    if (!found.ok) return;
    setDropped(found.files);
    onDropped();
  };
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void read(event.dataTransfer.files);
    },
  };
  return { isOver, dropped, error, handlers, forget: () => setDropped(null) };
}
