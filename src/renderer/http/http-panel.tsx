import type { HttpState } from '../../shared/domain/http-access.ts';
import { useAction, useModel, useRead } from '../app-context.tsx';
import { httpText as text } from '../i18n/en-http.ts';
import { SwitchRow } from '../settings/setting-row.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/page.tsx';
import { HttpExposure } from './http-exposure.tsx';
import { HttpNewClient } from './http-new-client.tsx';
import { HttpPlace } from './http-place.tsx';

const TONES: Readonly<Record<HttpState['kind'], Tone>> = {
  off: 'neutral',
  listening: 'safe',
  failed: 'danger',
};

/** The door for programs that speak HTTP: whether it is open, where, and to whom. */
export function HttpPanel() {
  const { reads } = useModel();
  const settings = useRead('settings.get', {}).value;
  const state = useRead('http.state', {}).value;
  const save = useAction('settings.set');
  if (settings === null || state === null) return null;
  const set = async (patch: Parameters<typeof save.run>[0]) => {
    await save.run(patch);
    reads.refresh(['settings.get', 'settings.states', 'http.state']);
  };
  return (
    <Panel title={text.title} aside={<Badge tone={TONES[state.kind]}>{text.states[state.kind]}</Badge>}>
      <div className="panel-body stack">
        <span className="field-hint">{text.hint}</span>
        <ErrorNotice error={save.error} />
        <StateNotice state={state} />
      </div>
      <SwitchRow
        title={text.on}
        hint={text.onHint}
        setting="isHttpOn"
        isOn={settings.isHttpOn}
        onChange={(isHttpOn) => void set({ isHttpOn })}
      />
      <HttpPlace settings={settings} isBusy={save.isBusy} onChange={(patch) => void set(patch)} />
      <HttpExposure settings={settings} state={state} onClose={(patch) => void set(patch)} />
      <HttpNewClient />
      <RevokeAll />
    </Panel>
  );
}

function StateNotice({ state }: { readonly state: HttpState }) {
  const { reads } = useModel();
  const retry = useAction('http.retry');
  if (state.kind === 'off') return null;
  if (state.kind === 'listening') return <Listening state={state} />;
  return (
    <Notice
      tone="danger"
      role="alert"
      title={state.text}
      action={
        <Button
          isSmall
          isBusy={retry.isBusy}
          onClick={() => void retry.run({}).then(() => reads.refresh(['http.state']))}
        >
          {text.retry}
        </Button>
      }
    >
      {state.nextStep}
    </Notice>
  );
}

function Listening({ state }: { readonly state: Extract<HttpState, { kind: 'listening' }> }) {
  const address = `${state.url}/mcp`;
  return (
    <div className="stack">
      <div className="row">
        <span className="field-label">{text.address}</span>
        <code className="launcher">{address}</code>
        <CopyButton text={address} label={text.copyAddress} />
        <span className="faint small">{text.sessions(state.sessionsOpen)}</span>
      </div>
      <span className="field-hint">{text.dashboards(state.url)}</span>
      {state.isKeyStored ? null : <Notice tone="warning">{text.keyNotStored}</Notice>}
    </div>
  );
}

function RevokeAll() {
  const { reads } = useModel();
  const tokens = useRead('http.tokens', {}).value ?? [];
  const revoke = useAction('http.revokeAll');
  if (!tokens.some(({ revokedAtMs }) => revokedAtMs === null)) return null;
  return (
    <div className="panel-body row">
      <ConfirmButton
        label={text.revokeAll}
        accessibleName={text.revokeAll}
        question={text.revokeAllQuestion}
        confirmLabel={text.revokeAllConfirm}
        isBusy={revoke.isBusy}
        onConfirm={() => void revoke.run({}).then(() => reads.refresh(['http.tokens']))}
      />
      <ErrorNotice error={revoke.error} />
    </div>
  );
}
