import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { uiText } from '../i18n/en-ui.ts';
import { Button } from './button.tsx';

const CONFIRMATION_MS = 2_000;

/**
 * The old command instead of navigator.clipboard, which asks for a permission: this app denies every permission
 * request, and a copy by the user's own click needs none.
 */
function copyText(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [result, setResult] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const words = { copied: uiText.copied, failed: uiText.copyFailed };
  return (
    <>
      <Button
        isSmall
        aria-label={label}
        icon={result === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
        onClick={() => setResult(copyText(text) ? 'copied' : 'failed')}
      >
        {result === null ? uiText.copy : words[result]}
      </Button>
      <span className="visually-hidden" role="status">
        {result === null ? '' : words[result]}
      </span>
    </>
  );
}
