import type { Session } from 'electron';
import { isAppAddress } from './app-address.ts';

/**
 * The pages load files of the app and nothing else, whatever a page or a missing header would let it try. Images may
 * be `data:`, as in the content security policy; a document never.
 */
export function isRequestAllowed(url: string, resourceType: string, hasDevTools: boolean): boolean {
  if (isAppAddress(url)) return true;
  if (hasDevTools && url.startsWith('devtools://')) return true;
  return url.startsWith('data:') && resourceType === 'image';
}

export function filterRequests(session: Session, hasDevTools: boolean): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isRequestAllowed(details.url, details.resourceType, hasDevTools) });
  });
}
