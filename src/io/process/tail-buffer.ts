/** Keeps the last bytes of an output in constant memory. */
export interface TailBuffer {
  push(chunk: Buffer): void;
  /** At most the last `limit` bytes. */
  take(): Buffer;
}

/** Makes an empty tail of at most `limit` bytes. */
export function createTailBuffer(limit: number): TailBuffer {
  let tail: Buffer = Buffer.alloc(0);
  return {
    push(chunk) {
      // Copied: a slice would hold on to the whole chunk that it was cut from.
      tail = Buffer.concat([tail, chunk.subarray(-limit)]).subarray(-limit);
    },
    take: () => tail,
  };
}
