import { type AccountMode, isLive } from '../../shared/domain/account.ts';

/** An unproven mode is shown as live, since it is treated as live. */
export function modeWord(mode: AccountMode): string {
  if (mode === 'unknown') return 'LIVE?';
  return isLive(mode) ? 'LIVE' : 'PAPER';
}

export function ModeBadge(props: { readonly mode: AccountMode }) {
  return (
    <span className={`badge ${isLive(props.mode) ? 'badge-live' : 'badge-paper'}`}>
      {modeWord(props.mode)}
    </span>
  );
}
