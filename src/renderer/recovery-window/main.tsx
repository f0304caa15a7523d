import '../zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assert } from '../../shared/assert.ts';
import { AppModelProvider } from '../app-context.tsx';
import { createAppModel } from '../store.ts';
import { startWithSystemTheme } from '../theme.ts';
import { windowApi } from '../window-api.ts';
import { RecoveryWindow } from './recovery-window.tsx';

startWithSystemTheme();
const root = document.getElementById('root');
assert(root !== null, 'index.html has the root element');
const model = createAppModel({ api: windowApi(), nowMs: Date.now });
createRoot(root).render(
  <StrictMode>
    <AppModelProvider model={model}>
      <RecoveryWindow />
    </AppModelProvider>
  </StrictMode>,
);
