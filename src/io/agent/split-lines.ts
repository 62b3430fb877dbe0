/** Cuts an output into lines as it comes. */
export interface LineSplitter {
  /** The lines that this chunk ends, without their line feed. Invalid UTF-8 becomes U+FFFD. */
  push(chunk: Buffer): readonly string[];
  /** The last line, where it was not ended; null when there is none. */
  end(): string | null;
}

/** Makes a splitter that keeps the first `limit` bytes of a line and drops the rest of it. */
export function createLineSplitter(limit: number): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer): void => {
    const kept = part.subarray(0, limit - size);
    if (kept.length > 0) parts.push(kept);
    size += kept.length;
  };
  const take = (): string => {
    const line = Buffer.concat(parts).toString('utf8');
    parts = [];
    size = 0;
    return line;
  };
  return {
    push(chunk) {
      const lines: string[] = [];
      let start = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
        add(chunk.subarray(start, at));
        lines.push(take());
        start = at + 1;
      }
      // Copied: the rest may wait for long, and would hold on to the whole chunk.
      if (start < chunk.length) add(Buffer.from(chunk.subarray(start)));
      return lines;
    },
    end: () => (size === 0 ? null : take()),
  };
}
