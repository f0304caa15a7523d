/** Started by an AI client, it has no window: it ends when nobody has asked for so long, and makes way for an update. */
export const UNSEEN_LIFE_MS = 5 * 60_000;

export interface UnseenLife {
  /** Somebody has asked: the time begins anew. */
  again(): void;
  /** A person sees the app; from here on it ends when the person ends it. */
  end(): void;
}

/** Counts down until somebody sees the app. */
export function unseenLife(quit: () => void): UnseenLife {
  let timer: NodeJS.Timeout | null = null;
  let isSeen = false;
  const stop = () => {
    if (timer !== null) clearTimeout(timer);
  };
  return {
    again() {
      stop();
      if (!isSeen) timer = setTimeout(quit, UNSEEN_LIFE_MS);
    },
    end() {
      isSeen = true;
      stop();
    },
  };
}
