import { AppError } from '../../shared/app-error.ts';
import { CALLS_IN_FLIGHT_MAX } from './session-limits.ts';

/** Bounds what one connection has under way at once. */
export function callSlots() {
  let inFlight = 0;
  return {
    /** @throws AppError busy */
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (inFlight >= CALLS_IN_FLIGHT_MAX) throw tooManyCalls();
      inFlight += 1;
      try {
        return await work();
      } finally {
        inFlight -= 1;
      }
    },
  };
}

function tooManyCalls(): AppError {
  return new AppError('busy', `This connection has ${CALLS_IN_FLIGHT_MAX} calls open already.`, {
    nextStep: 'Wait for an answer, then call again.',
    retryable: true,
  });
}
