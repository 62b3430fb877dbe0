/** Longest delay of a timer: a longer one would fire at once. */
export const maxDelayMs = 2_147_483_647;

/** Waits for a promise, but not longer than that; tells nothing of which came first. */
export async function waitAtMost(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, maxDelayMs));
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
