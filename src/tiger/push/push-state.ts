export type PushStateName = 'connecting' | 'connected' | 'reconnecting' | 'kicked_out' | 'refused' | 'closed';

/** For a person: what is the case and what to do next. */
export interface PushState {
  readonly name: PushStateName;
  readonly text: string;
  readonly nextStep: string;
}

const NOTHING_TO_DO = 'Nothing needs to be done.';

export const CONNECTING: PushState = {
  name: 'connecting',
  text: 'Connecting to the push service.',
  nextStep: 'Wait a moment.',
};

export const CONNECTED: PushState = {
  name: 'connected',
  text: 'Changes arrive as they happen.',
  nextStep: NOTHING_TO_DO,
};

export const CLOSED: PushState = {
  name: 'closed',
  text: 'The push connection was closed.',
  nextStep: NOTHING_TO_DO,
};

export function reconnecting(reason: string): PushState {
  return {
    name: 'reconnecting',
    text: `The push connection was lost (${reason}). Orders are read at intervals meanwhile.`,
    nextStep: 'Wait: it is opened again by itself.',
  };
}

/** Tiger keeps one push connection per developer id; coming back would throw out the other one, for ever in turn. */
export function kickedOut(reason: string): PushState {
  return {
    name: 'kicked_out',
    text: `Another program took over the push connection of this developer id (${reason}). Orders are read at intervals.`,
    nextStep: 'Close the other program or device, then press “Take push back” in Accounts.',
  };
}

export function refused(reason: string): PushState {
  return {
    name: 'refused',
    text: `The push service refuses this developer id (${reason}). Orders are read at intervals.`,
    nextStep:
      'Check developer id, private key and permissions of this account, then press “Try again” in Accounts.',
  };
}
