import { dialog } from 'electron';

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  /** Whether there is something that could be cancelled. */
  readonly canCancel: boolean;
}

export type QuitAnswer = 'leave' | 'cancel' | 'stay' | 'not_answered';

/** A computer that shuts down waits for nobody for long; without an answer the orders stay as they are. */
const ANSWER_WITHIN_MS = 60_000;

/** Asks in a box of the desktop, which needs no window of the app and no unlocked one. */
export async function askBeforeQuit(question: QuitQuestion): Promise<QuitAnswer> {
  const choices = [
    { answer: 'leave', label: 'Quit and leave as they are' },
    ...(question.canCancel ? [{ answer: 'cancel', label: 'Cancel open orders and quit' } as const] : []),
    { answer: 'stay', label: 'Do not quit' },
  ] as const;
  return answerOf(question, choices);
}

/** After cancels that the broker has not confirmed. */
export async function askToQuitAnyway(question: Omit<QuitQuestion, 'canCancel'>): Promise<QuitAnswer> {
  return answerOf(question, [
    { answer: 'stay', label: 'Do not quit' },
    { answer: 'leave', label: 'Quit anyway' },
  ]);
}

async function answerOf(
  { message, detail }: Omit<QuitQuestion, 'canCancel'>,
  choices: readonly { readonly answer: QuitAnswer; readonly label: string }[],
): Promise<QuitAnswer> {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Tiger MCP Desktop',
    message,
    detail,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.findIndex(({ answer }) => answer === 'stay'),
    signal: timeout,
    noLink: true,
  });
  if (timeout.aborted) return 'not_answered';
  return choices[response]?.answer ?? 'stay';
}
