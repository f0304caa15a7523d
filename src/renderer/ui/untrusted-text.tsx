import { uiText } from '../i18n/en-ui.ts';

/** Words of an AI client: plain text in a quote, with its speaker named, so that nobody takes it for the app's. */
export function UntrustedText({ text, speaker }: { readonly text: string; readonly speaker: string }) {
  return (
    <figure className="quote">
      <blockquote>{text}</blockquote>
      <figcaption>{uiText.untrusted(speaker)}</figcaption>
    </figure>
  );
}
