import { FileKey2 } from 'lucide-react';
import { useRef } from 'react';
import { TOKEN_FILE_LENGTH_MAX } from '../../shared/ipc/worker-calls/token-calls.ts';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';

const text = accountsText.token;

interface TokenFileButtonProps {
  readonly label: string;
  readonly accessibleName: string;
  readonly isBusy?: boolean;
  readonly onRead: (tokenFile: string) => void;
  readonly onError: (message: string) => void;
}

/** Takes tiger_openapi_token.properties by dialog. Its text never appears on the screen. */
export function TokenFileButton({ label, accessibleName, isBusy, onRead, onError }: TokenFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    // Size first: a wrong file can be gigabytes.
    if (file.size > TOKEN_FILE_LENGTH_MAX) return onError(text.tooLarge);
    const content = await file.text().catch(() => '');
    if (content.trim() === '') onError(text.unreadable);
    else onRead(content);
  };
  return (
    <>
      <Button
        isSmall
        icon={<FileKey2 size={13} aria-hidden />}
        isBusy={isBusy ?? false}
        aria-label={accessibleName}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".properties,.txt"
        hidden
        aria-label={accessibleName}
        onChange={(event) => {
          void read(event.target.files?.[0]);
          // The same file may be chosen again after it was mended.
          event.target.value = '';
        }}
      />
    </>
  );
}
